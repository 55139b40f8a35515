"""A marker of which only an annotation says what it is, put around a function by hand."""
from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()


def around_a_method(text, governance: MimaGovernance):
    return governance.attest("a")(client.responses.create)(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=only_an_annotation


def answer(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=only_an_annotation


def around_a_function(text, governance: MimaGovernance):
    return governance.attest("b")(answer)(text)
