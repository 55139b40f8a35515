from phi.agent.agent import Agent
