"""`flat` may be on the search path, and its package has the name; or the library is meant."""
from agents import Runner

Runner.run_sync(None, "x")  #~ MIMA001 agents.Runner.run_sync
