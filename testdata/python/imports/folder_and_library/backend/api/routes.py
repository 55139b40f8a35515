"""As many imports lead to the library as to the folder beside it: the library is meant."""
from agents import Agent, Runner
from agents.helpers import help_out

Runner.run_sync(Agent(name="a"), "x")  #~ MIMA001 agents.Runner.run_sync


def late():
    import agents

    return agents.Runner.run_sync(None, "x")  #~ MIMA001 agents.Runner.run_sync
