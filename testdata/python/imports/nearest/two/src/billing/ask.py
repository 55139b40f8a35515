from utils.llm import client


def ask():
    return client.messages.create(model="m")  #~ MIMA001 anthropic.Anthropic.messages.create model=m
