"""`backend` is on the search path: what its package `agents` has is meant by the imports."""
from agents.helpers import Runner

Runner.run(None, "x")
