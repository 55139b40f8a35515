"""A marker that is applied by a plain call: only what calls the result runs under it."""
from functools import partial

from mima_governance import AsyncMimaGovernance, MimaGovernance
from openai import AsyncOpenAI, OpenAI

client = OpenAI()
aclient = AsyncOpenAI()
mima = MimaGovernance()
amima = AsyncMimaGovernance()


def only_wrapped(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=decorator


governed = mima.attest("x")(only_wrapped)


def wrapped_and_called(text):
    return client.responses.create(input=text)  #~ MIMA012 openai.OpenAI.responses.create


also_governed = mima.attest("x")(wrapped_and_called)
wrapped_and_called("directly")


def rebound(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


rebound = mima.attest("x")(rebound)
rebound("x")


def result_is_dropped(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


mima.attest("x")(result_is_dropped)


def generator(texts):
    for text in texts:
        yield client.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create


wrapped_generator = mima.attest("x")(generator)


async def coroutine(text):
    return await aclient.responses.create(input=text)  #~ MIMA011 openai.AsyncOpenAI.responses.create


wrapped_coroutine = mima.attest("x")(coroutine)


async def by_its_own_client(text):
    return await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest


wrapped_by_its_own_client = amima.attest("x")(by_its_own_client)

late = mima.attest("x")(lambda text: client.responses.create(input=text))  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def in_a_table():
    return {"ask": mima.attest("x")(lambda text: client.responses.create(input=text))}  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def bound_first(text, tone):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


kind = mima.attest("x")(partial(bound_first, tone="kind"))


def stored_as_well(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


HANDLERS = {"plain": stored_as_well, "governed": mima.attest("x")(stored_as_well)}


class Runs:
    def __init__(self, function):
        self.function = function

    def __call__(self, *args):
        return self.function(*args)


def made_callable(function):
    return Runs(function)


@mima.attest("x")
@made_callable
def around_an_object_that_comes_out(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest
