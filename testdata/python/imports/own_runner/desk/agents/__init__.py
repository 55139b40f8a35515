"""A package of the project that has a class of its own under the library's name."""
from desk.agents.runner import Runner
