from openai import OpenAI


def ask(text):
    return OpenAI().responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create
