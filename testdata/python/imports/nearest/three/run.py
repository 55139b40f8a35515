from utils.llm import client

client.responses.create(model="m")  #~ MIMA001 openai.OpenAI.responses.create model=m
