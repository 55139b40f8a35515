from utils.llm import client


def ask():
    return client.responses.create(model="m")  #~ MIMA001 openai.OpenAI.responses.create model=m
