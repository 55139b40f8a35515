import openai as ai


def ask():
    return ai.OpenAI().responses.create(model="m")  #~ MIMA001 openai.OpenAI.responses.create model=m
