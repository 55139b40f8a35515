from desk import Desk


def by_a_method(q):
    return Desk().make().responses.create(input=q)  #~ MIMA001 openai.OpenAI.responses.create
