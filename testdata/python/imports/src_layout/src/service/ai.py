from openai import AsyncOpenAI

client = AsyncOpenAI()
