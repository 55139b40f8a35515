"""No directory here is a package. What this one has is the project's; what it lacks is the library's of its name."""
from agno.agent import Agent

place_agent = Agent(name="Places")
