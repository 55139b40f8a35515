"""Functions of the project that return a marker: it has to be one whatever they return."""
from contextlib import nullcontext
from functools import cache

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance()


def always(name):
    return mima.trace(name)


def under_always(text):
    with always("x"):
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


def sometimes(is_on):
    if not is_on:
        return nullcontext()
    return mima.trace("x")


def under_sometimes(text):
    with sometimes(text):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def two_markers(is_on):
    if is_on:
        return mima.trace("x")
    return always("y")


def under_two_markers(text):
    with two_markers(text):
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


def what_it_gets(manager):
    return manager


def under_what_it_gets(text):
    with what_it_gets(mima.trace("x")):
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
    with what_it_gets(nullcontext()):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def or_else(manager=None):
    return manager or mima.trace("x")


def under_or_else(text, something):
    with or_else():
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
    with or_else(something):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def given(text, manager):
    with manager:
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


given("x", mima.trace("x"))


@cache
def governance():
    return MimaGovernance()


def under_a_client_of_a_function(text):
    with governance().trace("x"):
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


class Stub:
    def trace(self, name):
        return nullcontext()


def perhaps_a_stub(is_on):
    return MimaGovernance() if is_on else Stub()


def under_perhaps_a_stub(text):
    with perhaps_a_stub(text).trace("x"):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def sometimes_a_decorator(is_on):
    def plain(function):
        return function

    if not is_on:
        return plain
    return mima.attest("x")


@sometimes_a_decorator(False)
def decorated_sometimes(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
