from a.one import client
from a.two import itself

itself.responses.create(input="x")  #~ MIMA003


def ask():
    return client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
