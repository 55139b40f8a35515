from desk.agents import Runner
from agents import Runner as Library

Runner.run_sync(None, "x")
Library.run_sync(None, "x")  #~ MIMA001 agents.Runner.run_sync
