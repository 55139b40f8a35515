"""Names no library but the one that it belongs to."""

from typing import List, Optional

from phi.agent.agent import Agent
from phi.playground.operator import by_id


def router(agents: Optional[List[Agent]] = None):
    def run(agent_id: str):
        agent = by_id(agent_id, agents)
        if agent is None:
            return None
        return agent.deep_copy().run("hi")  #~ MIMA001 phi.agent.agent.Agent.run

    return run
