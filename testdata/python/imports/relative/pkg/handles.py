import openai as o

client = o.OpenAI()
