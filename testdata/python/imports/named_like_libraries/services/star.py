from agents import *

Runner.run_sync(None, "x")  #~ MIMA001 agents.Runner.run_sync
