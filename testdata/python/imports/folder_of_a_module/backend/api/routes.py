"""The one import leads to a module that `backend/agents` has, so no library is meant."""
from agents import helpers

helpers.Runner.run_sync(None, "x")


def late():
    import agents

    return agents.Runner.run_sync(None, "x")
