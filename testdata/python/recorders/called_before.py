"""A function that stands above it, and is called above it."""

from acme_tracing import Instrumentor
from openai import OpenAI

client = OpenAI()


def ask():
    return client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=another_way


def through():
    return ask()


GREETING = through()
Instrumentor().instrument()
ask()
