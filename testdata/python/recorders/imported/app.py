import tracing
from openai import OpenAI

client = OpenAI()


def ask():
    return client.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m by=acme_tracing.Instrumentor.instrument
