"""`backend` is on the search path: the imports lead to modules that its package `agents` has, so no library is meant."""
from agents.helpers import Runner

Runner.run(None, "x")
