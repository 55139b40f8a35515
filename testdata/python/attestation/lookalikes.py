"""What looks like a marker: by name only (MIMA013), or not at all."""
import structlog
from mima_governance import MimaGovernance
from openai import OpenAI

from somewhere.unknown import gov, tracer

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="s")


@gov.attest()  #~ MIMA013 gov.attest
def unknown_object(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


# Called from attested code alone: what a decorator with that name does with the function, nobody knows.
@mima.attest()
def under_an_attestation(text):
    return unknown_object(text)


def given(governance):
    @governance.attest(tool_name="summarise")  #~ MIMA013 governance.attest
    def summarise(text):
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create

    return summarise


marker = mima
marker = type("Quiet", (), {"attest": staticmethod(lambda **k: lambda function: function)})()


@marker.attest(tool_name="none")  #~ MIMA013 marker.attest
def bound_again(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Notary:
    def attest(self, **options):
        return lambda function: function

    def trace(self, name):
        return open(name)


notary = Notary()


@notary.attest()
def a_class_of_its_own(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def its_own_context(text):
    with notary.trace("x"):
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def unknown_context(text):
    # `trace` is a common word: the name alone says nothing.
    with tracer.trace("x"):
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


maybe = MimaGovernance() if client else notary


@maybe.attest()
def under_a_condition(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def attest(**options):
    return lambda function: function


@attest()
def a_function_of_its_own(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


@structlog.wrap_logger
def another_decorator(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


# @mima.attest()
def only_a_comment(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
