"""Markers from which no AI call is reached, and some from which one is."""
from contextlib import contextmanager

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance()


@mima.attest("x")  #~ MIMA014 no AI call was found in the function
def adds(a, b):
    return a + b


def traces(text):
    with mima.trace("x"):  #~ MIMA014 no AI call was found in the block
        length = len(text)
    return length


@mima.attest("x")  #~ MIMA014 no AI call was found in the function
class Plain:
    def __init__(self, text):
        self.text = text


@contextmanager
def governed():
    with mima.trace("x"):
        yield


def under_governed(text):
    with governed():  #~ MIMA014 no AI call was found in the block
        return len(text)


class Ask:
    def __call__(self, text):
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create

    @property
    def answer(self):
        return client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create

    def __iter__(self):
        yield client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


ask = Ask()


@mima.attest("x")
def calls_an_object(text):
    return ask(text)


@mima.attest("x")
def goes_through_an_object():
    return [answer for answer in Ask()]


@mima.attest("x")
def reads_a_property():
    return ask.answer


@mima.attest("x")
def reads_a_property_of_something(something):
    return something.answer


def calls_what_it_is_given(function):
    with mima.trace("x"):
        return function()
