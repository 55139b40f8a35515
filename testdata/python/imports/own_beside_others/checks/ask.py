"""The project's own package is meant, also where only the library has what is imported from one of that name."""
from agents import Runner

Runner.run_sync(None)
