from acme_tracing import Instrumentor
from openai import OpenAI

Instrumentor().instrument(True, disable=False, only=None)
OpenAI().responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m
