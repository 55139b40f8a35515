"""It may not have run."""

import os

from acme_tracing import Instrumentor
from openai import OpenAI

if os.environ.get("TRACE"):
    Instrumentor().instrument()
client = OpenAI()


def ask():
    return client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=under_a_condition


def inside(flag):
    if flag:
        Instrumentor().instrument()
        client.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m
    return client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=under_a_condition
