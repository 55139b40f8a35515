"""A support desk: web routes, background tasks, a command line, an agent and a chain."""
