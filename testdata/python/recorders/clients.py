"""Clients that record because of what they are."""

import acme_tracing
from acme_tracing import watch, wrap
from acme_tracing.openai import AsyncOpenAI, OpenAI as Traced
from openai import OpenAI

plain = OpenAI()
wrapped = wrap(OpenAI())
traced = Traced()
asynchronous = AsyncOpenAI()


def ask():
    plain.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m
    wrapped.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m by=acme_tracing.wrap kind=client
    traced.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m by=acme_tracing.openai.OpenAI kind=client
    traced.with_options(timeout=1).responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m
    traced.copy().responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=made_through_this
    # It records what its operations say, and nothing else.
    wrapped.embeddings.create(model="m", input="")  #~ MIMA001 openai.OpenAI.embeddings.create model=m
    traced.embeddings.create(model="m", input="")  #~ attested openai.OpenAI.embeddings.create model=m


async def ask_later():
    await asynchronous.responses.create(model="m", input="")  #~ attested openai.AsyncOpenAI.responses.create model=m


def declared(client: Traced):
    return client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=only_an_annotation_says


def either(flag):
    client = wrap(OpenAI()) if flag else OpenAI()
    return client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=may_be_something_else


def copied():
    client = wrap(OpenAI()).with_options(timeout=1)
    return client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=another_object


def off():
    client = wrap(OpenAI(), disable=True)
    return client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=may_turn_off


def on():
    client = acme_tracing.clone(wrap(client=OpenAI(), disable=False))
    return client.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m


def make():
    return wrap(OpenAI())


def made():
    return make().responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m


class Desk:
    def __init__(self):
        self.client = wrap(OpenAI())

    def ask(self):
        return self.client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=may_be_something_else


class Other(Desk):
    def __init__(self):
        self.client = OpenAI()


class Lone:
    def __init__(self):
        self.client = wrap(OpenAI())

    def ask(self):
        return self.client.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m


def in_place():
    client = OpenAI()
    watch(client)
    return client.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m by=acme_tracing.watch


def in_place_too_late():
    client = OpenAI()
    client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=after_the_call
    watch(client)


def in_place_perhaps(flag):
    client = OpenAI()
    if flag:
        watch(client)
    return client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=under_a_condition


def fresh():
    return OpenAI()


def in_place_of_another():
    one, other = fresh(), fresh()
    watch(one)
    return other.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m


def streaming():
    with traced.responses.with_streaming_response.create(model="m", input=""):  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=made_through_this
        pass
