"""The one import leads to a module that `backend/agents` has. `Runner` it does not have: that is the library's."""
from agents import helpers

helpers.Runner.run_sync(None, "x")


def late():
    import agents

    return agents.Runner.run_sync(None, "x")  #~ MIMA001 agents.Runner.run_sync
