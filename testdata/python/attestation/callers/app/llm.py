"""Helpers that attest nothing themselves."""
from openai import AsyncOpenAI, OpenAI

client = OpenAI()
aclient = AsyncOpenAI()

__all__ = ["exported"]


def complete(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=callers


def deeper(text):
    return complete(text)


def from_both(text):
    return client.responses.create(input=text)  #~ MIMA012 openai.OpenAI.responses.create


def from_nobody(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def exported(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def stored(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def renamed(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def by_its_path(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def passed_to_unknown_code(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def recursive(text, times=3):
    if times:
        recursive(text, times - 1)
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


async def awaited(text):
    return await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest


async def gathered(text):
    return await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest


async def handed_out(text):
    return await aclient.responses.create(input=text)  #~ MIMA011 openai.AsyncOpenAI.responses.create


def streamed(text):
    yield client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def streamed_later(text):
    yield client.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create


class Model:
    def ask(self, text):
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=callers

    def tell(self, text):
        return self._tell(text)

    def _tell(self, text):
        return client.responses.create(input=text)  #~ MIMA012 openai.OpenAI.responses.create

    def duck(self, text):
        # Somebody calls a method of that name on what may be anything.
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Overridden:
    def answer(self, text):
        return client.responses.create(input=text)  #~ MIMA012 openai.OpenAI.responses.create


class Overriding(Overridden):
    def answer(self, text):
        return client.responses.create(input=text)  #~ MIMA012 openai.OpenAI.responses.create
