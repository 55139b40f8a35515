from acme_tracing import Instrumentor
from openai import OpenAI

instrumentor = Instrumentor()
instrumentor.instrument()
client = OpenAI()
client.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m
instrumentor.uninstrument()
client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=taken_back


def ask():
    return client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=taken_back
