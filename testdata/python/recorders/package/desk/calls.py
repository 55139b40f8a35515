from openai import OpenAI

client = OpenAI()
client.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m


def ask():
    return client.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m
