"""Names no library, and nothing else leads here: what it imports from beside is what runs agents."""
from ..agent.agent import Agent


def greet(agent: Agent):
    agent.run("hello")  #~ MIMA001 phi.agent.agent.Agent.run
