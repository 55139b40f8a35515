from typing import List, Optional

from ..agent.agent import Agent


def by_id(agent_id: str, agents: Optional[List[Agent]] = None) -> Optional[Agent]:
    for agent in agents or []:
        if agent.agent_id == agent_id:
            return agent
    return None


def greet(agent: Agent):
    agent.run("hello")  #~ MIMA001 phi.agent.agent.Agent.run
