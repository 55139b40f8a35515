from openai import OpenAI

client = OpenAI()


def ask(text):
    return client.responses.create(model="gpt-4o", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
