from openai import OpenAI

client = OpenAI()


def ask():
    return client.responses.create(model="m")  #~ MIMA001 openai.OpenAI.responses.create model=m
