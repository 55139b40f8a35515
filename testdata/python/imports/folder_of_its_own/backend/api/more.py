import agents.helpers
from agents import helpers

agents.helpers.Runner.run(None, "x")
helpers.Runner.run(None, "x")
agents.Runner.run(None, "x")  #~ MIMA001 agents.Runner.run
