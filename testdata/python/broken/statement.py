"""A file that does not parse: only what the errors touch has confidence low."""
from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="s")


def ask(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def broken(text:  #~ MIMA030 and 9 other parts
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=low


@mima.attest(tool_name="after")
def after(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def a_statement(text):
    first = client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    second = client.responses.create(input=text) else  #~ MIMA001 openai.OpenAI.responses.create confidence=low
    return client.responses.create(input=first)  #~ MIMA001 openai.OpenAI.responses.create


# The decorator is not understood, so nobody knows whether the function is attested.
@mima.attest(tool_name="decorated"
def decorated(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=low


class NoColon
    def method(self, text):
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=low


class Sound:
    x = = 3

    def method(self, text):
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def a_block(text):
    with mima.trace("a" "b":
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=low
    with mima.trace("b"):
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


def branches(text):
    if text:
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=low
    elif text = 3:
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=low
    else:
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=low
    try:
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    except ValueError:
        text =
    finally:
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


# A client that may come from a broken statement, and one that does.
def flows(text):
    own = OpenAI()
    own = OpenAI(timeout=) or own
    own.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=low
    other = OpenAI(timeout=)
    other.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=low


def indented(text):
      client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def unclosed(text):
    return client.responses.create(input=text  #~ MIMA001 openai.OpenAI.responses.create confidence=low


def last(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
