"""The library's module `realtime` is none of the folder's: as many imports lead there as to the folder."""
from agents.helpers import help_out
from agents.realtime import RealtimeAgent


def late():
    import agents

    return agents.Runner.run_sync(None, "x")  #~ MIMA001 agents.Runner.run_sync
