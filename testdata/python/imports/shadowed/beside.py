"""The package beside it is found first, and defines what is imported."""
from openai import OpenAI

OpenAI().responses.create(model="m")
