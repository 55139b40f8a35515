import desk


def by_a_variable(q):
    client = desk.Desk().client
    return client.responses.create(input=q)  #~ MIMA001 openai.OpenAI.responses.create
