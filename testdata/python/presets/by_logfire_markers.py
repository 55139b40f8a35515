"""Logfire's spans, and its decorator; a line of its log is none."""

import logfire
from openai import OpenAI

client = OpenAI()


@logfire.instrument("ask {text=}")
def ask(text):
    return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m


def tell(text):
    logfire.info("tell")
    client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
    with logfire.span("tell"):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
