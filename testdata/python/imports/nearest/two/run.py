from utils.llm import client

client.messages.create(model="m")  #~ MIMA001 anthropic.Anthropic.messages.create model=m
