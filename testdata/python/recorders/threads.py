from threading import Thread

from acme_tracing import Instrumentor
from openai import OpenAI

client = OpenAI()


def ask():
    return client.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m


def ask_early():
    return client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=another_way


Thread(target=ask_early).start()
Instrumentor().instrument()
Thread(target=ask).start()
