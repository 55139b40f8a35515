"""The same, with the module in the path."""
from agents.helpers import Runner

Runner.run_sync(None, "x")


def late():
    import agents

    return agents.Runner.run_sync(None, "x")  #~ MIMA001 agents.Runner.run_sync
