from openai import OpenAI
from shared.use import ask

ask(OpenAI())
