"""`flat` is on the search path, and its package has the name."""
from agents import Runner

Runner.run_sync(None, "x")
