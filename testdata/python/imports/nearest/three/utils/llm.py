from openai import OpenAI as Client

client = Client()
