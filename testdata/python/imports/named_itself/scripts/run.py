from agents import Runner

Runner.run_sync(None, "x")  #~ MIMA001 agents.Runner.run_sync
