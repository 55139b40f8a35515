"""Decorators that a function of the project puts on one after the other."""
import functools

from mima_governance import AsyncMimaGovernance, MimaGovernance
from openai import AsyncOpenAI, OpenAI

client, mima = OpenAI(), MimaGovernance(api_key="k", system_name="s")
aclient, amima = AsyncOpenAI(), AsyncMimaGovernance(api_key="k", system_name="s")
kept = []


def compose(*decorators):
    def decorate(function):
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


def chain(*decorators):
    def apply(target):
        for each in decorators:
            target = each(target)
        return target

    return apply


def sometimes(*decorators):
    def decorate(function):
        for decorator in decorators:
            if decorator.__name__ != "decorator":
                function = decorator(function)
        return function

    return decorate


def keep(function):
    kept.append(function)
    return function


@compose(mima.attest(tool_name="first"), functools.lru_cache)
def first(text="x"):
    return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@chain(functools.lru_cache, mima.attest(tool_name="second"))
def second(text="x"):
    return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@compose(mima.attest(tool_name="third"))
async def third(text="x"):
    return await aclient.responses.create(model="m", input=text)  #~ MIMA011 openai.AsyncOpenAI.responses.create


@compose(amima.attest(tool_name="fourth"))
async def fourth(text="x"):
    return await aclient.responses.create(model="m", input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest


@compose(mima.attest(tool_name="fifth"), keep)
def fifth(text="x"):
    return client.responses.create(model="m", input=text)  #~ MIMA010 openai.OpenAI.responses.create


@sometimes(mima.attest(tool_name="sixth"))
def sixth(text="x"):
    return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


@compose(functools.lru_cache)
def seventh(text="x"):
    return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


def kept_aside(*decorators):
    def decorate(function):
        raw = function
        for decorator in reversed(decorators):
            function = decorator(function)
        function.raw = raw
        return function

    return decorate


@kept_aside(mima.attest(tool_name="ninth"))
def ninth(text="x"):
    return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


recorded = compose(mima.attest(tool_name="eighth"), functools.lru_cache)


@recorded
def eighth(text="x"):
    return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


first()
second()
fifth()
sixth()
seventh()
eighth()
ninth()
ninth.raw()
for function in kept:
    function()
