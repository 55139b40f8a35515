from desk import Desk


def in_one_chain(q):
    return Desk().client.responses.create(input=q)  #~ MIMA001 openai.OpenAI.responses.create
