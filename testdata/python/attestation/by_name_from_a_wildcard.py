"""A marker's name that a wildcard import may bring."""
from acme.governance import *
from openai import OpenAI

client = OpenAI()


@attest("a")  #~ MIMA013 attest
def imported_by_itself(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=by_its_name_only


@mima.attest("b")  #~ MIMA013 mima.attest
def of_an_object(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=by_its_name_only


def in_a_block(text):
    with mima.trace("c"):  #~ MIMA013 mima.trace
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create doubt=by_its_name_only
