from agents import Runner

Runner.run_sync(None, "x")
