"""Markers above classes, and classes that are context managers around a marker."""
from contextlib import ExitStack
from dataclasses import dataclass

from mima_governance import AsyncMimaGovernance, MimaGovernance
from openai import AsyncOpenAI, OpenAI

client = OpenAI()
aclient = AsyncOpenAI()
mima = MimaGovernance()
amima = AsyncMimaGovernance()


@mima.attest("x")
class Made:
    def __init__(self, text):
        self.answer = client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=decorator
        self.more = self.in_the_making(text)

    def in_the_making(self, text):
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=callers

    def later(self, text):
        return client.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create

    @mima.attest("y")
    def by_itself(self, text):
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@dataclass
class Fields:
    text: str

    def __post_init__(self):
        self.answer = client.responses.create(input=self.text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@amima.attest("x")
class OfTheOtherClient:
    def __init__(self, text):
        self.answer = client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest
class Bare:
    def __init__(self, text):
        self.answer = client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


class Governed:
    def __init__(self, name):
        self.trace = mima.trace(name)

    def __enter__(self):
        self.trace.__enter__()
        return self

    def __exit__(self, *error):
        return self.trace.__exit__(*error)


def under_governed(text):
    with Governed("x"):
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace kind=context
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Returning:
    def __enter__(self):
        self.inner = mima.trace("x")
        return self.inner.__enter__()

    def __exit__(self, *error):
        return self.inner.__exit__(*error)


def under_returning(text):
    with Returning() as span:
        client.responses.create(input=span)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


class Stacked:
    def __enter__(self):
        self.stack = ExitStack()
        self.stack.enter_context(mima.trace("x"))
        return self

    def __exit__(self, *error):
        self.stack.close()


def under_stacked(text):
    with Stacked():
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


class Later:
    async def __aenter__(self):
        self.span = amima.trace("x")
        await self.span.__aenter__()
        return self

    async def __aexit__(self, *error):
        await self.span.__aexit__(*error)


async def under_later(text):
    async with Later():
        await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.trace


class Optional:
    def __init__(self, is_on):
        self.is_on = is_on
        self.maybe = mima.trace("x")

    def __enter__(self):
        if self.is_on:
            self.maybe.__enter__()
        return self

    def __exit__(self, *error):
        pass


def under_optional(text):
    with Optional(True):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Early:
    def __init__(self, is_on):
        self.is_on = is_on
        self.early = mima.trace("x")

    def __enter__(self):
        if not self.is_on:
            return
        self.early.__enter__()

    def __exit__(self, *error):
        pass


def under_early(text):
    with Early(True):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Left:
    def __init__(self):
        self.left = mima.trace("x")

    def __enter__(self):
        self.left.__enter__()
        self.left.__exit__(None, None, None)

    def __exit__(self, *error):
        pass


def under_left(text):
    with Left():
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class NeverAwaited:
    async def __aenter__(self):
        self.never = amima.trace("x")
        self.never.__aenter__()

    async def __aexit__(self, *error):
        pass


async def under_never_awaited(text):
    async with NeverAwaited():
        await aclient.responses.create(input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create


def kept_by_a_library(wrapped):
    import acme_wrappers

    @acme_wrappers.decorator
    def wrapper(function, instance, args, kwargs):
        with mima.trace("kept"):
            return function(*args, **kwargs)

    return wrapper(wrapped)


@kept_by_a_library
class Decider:
    def decide(self, text):
        return client.responses.create(model="gpt-4o", input=text)  #~ MIMA011 openai.OpenAI.responses.create
