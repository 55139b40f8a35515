from openai import OpenAI

client = OpenAI()
_private = OpenAI()
