from openai import OpenAI

OpenAI().responses.create(input="x")
