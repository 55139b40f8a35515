from agents.runner import Runner

Runner.run_sync(None, "x")
