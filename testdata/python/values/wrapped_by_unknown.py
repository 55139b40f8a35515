"""Functions of which nothing is known that are given a client, and whose result is used as that client."""

import json
from functools import partial
from unittest.mock import MagicMock, create_autospec

import acme_metrics
from acme_metrics import Agent, Metered, Tracer, counted, measured, score
from langchain_openai import ChatOpenAI
from openai import AsyncOpenAI, OpenAI

client = measured(OpenAI(), team="search")
by_keyword = acme_metrics.instrument(client=OpenAI(), team="search")
nested = counted(measured(OpenAI()))
by_method = Tracer(key="k").wrap(OpenAI())
by_class = Metered(OpenAI())
bound = partial(measured, OpenAI())()
wrap = partial(measured, team="search")


class Desk:
    def __init__(self, tracer):
        self.client = measured(OpenAI())
        self.chat = wrap(OpenAI()).chat

    def ask(self):
        self.client.responses.create(input="")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
        self.chat.completions.create(messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create confidence=medium


def make():
    return measured(OpenAI())


def ask(tracer):
    client.responses.create(input="")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
    by_keyword.chat.completions.create(messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create confidence=medium
    nested.responses.create(input="")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
    by_method.responses.create(input="")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
    by_class.responses.create(input="")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
    bound.responses.create(input="")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
    make().embeddings.create(input="")  #~ MIMA001 openai.OpenAI.embeddings.create confidence=medium
    measured(OpenAI()).with_raw_response.responses.create(input="")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
    own = tracer.wrap(OpenAI())
    own.responses.create(input="")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
    measured(ChatOpenAI()).invoke("")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke confidence=medium


async def ask_later():
    await measured(AsyncOpenAI()).responses.create(input="")  #~ MIMA001 openai.AsyncOpenAI.responses.create confidence=medium


def nothing_of_it():
    client.models.list()
    score(OpenAI()).report.create(input="")
    # What a class does with a model that it is given is its own.
    Agent(ChatOpenAI()).invoke("")
    # Somebody else's result is not the client that was given before.
    by_class.history().responses.create(input="")
    str(OpenAI()).responses.create(input="")
    json.dumps(OpenAI()).responses.create(input="")
    isinstance(OpenAI(), OpenAI).responses.create(input="")
    MagicMock(wraps=OpenAI()).responses.create(input="")
    create_autospec(OpenAI()).responses.create(input="")
    measured("openai").responses.create(input="")
