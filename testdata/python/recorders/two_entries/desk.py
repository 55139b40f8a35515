from openai import OpenAI

client = OpenAI()


def ask():
    return client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=another_way
