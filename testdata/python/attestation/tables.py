"""Functions in a list or a table: who goes through it calls them, if nobody else can reach them by it."""
import json

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance()


def step(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=callers


STEPS = [str.strip, step]


@mima.attest("x")
def pipeline(text):
    for each in STEPS:
        text = each(text)
    return text


def handler(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=callers


def logged(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=callers


HANDLERS = {"a": handler, "b": logged}


@mima.attest("x")
def dispatch(name, text):
    print(len(HANDLERS), list(HANDLERS.keys()))
    if text:
        found = HANDLERS.get(name)
        return found(text)
    return HANDLERS[name](text)


def in_pairs(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=callers


PAIRS = [("a", in_pairs), ("b", str.strip)]


@mima.attest("x")
def numbered(text):
    return [(number, name, call(text)) for number, (name, call) in enumerate(PAIRS)]


def written_out(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=callers


@mima.attest("x")
def here(text):
    return [call(text) for call in (str.strip, written_out)]


def outside_as_well(text):
    return client.responses.create(input=text)  #~ MIMA012 openai.OpenAI.responses.create


BOTH = [outside_as_well]


@mima.attest("x")
def inside(text):
    return [call(text) for call in BOTH]


def outside(text):
    return [call(text) for call in BOTH]


def given_away(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


GIVEN = [given_away]


@mima.attest("x")
def gives_away(text):
    json.dumps(GIVEN)
    return [call(text) for call in GIVEN]


def handed_out(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


OUT = {"a": handed_out}


@mima.attest("x")
def hands_out(text):
    return [call(text) for call in OUT.values()]


def all_of_them():
    return OUT


def read_by_nobody(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


PUBLIC = {"a": read_by_nobody}


def put_together(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


PART = [put_together]
WHOLE = PART + [print]


@mima.attest("x")
def by_the_part(text):
    return [call(text) for call in PART]


def by_the_whole(text):
    return [call(text) for call in WHOLE]


def taken_apart(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


APART = [taken_apart]
(alone,) = APART


@mima.attest("x")
def by_the_loop(text):
    return [call(text) for call in APART]


class Desk:
    def own(self, text):
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create

    def __init__(self):
        self.calls = [self.own]

    @mima.attest("x")
    def ask(self, text):
        return [call(text) for call in self.calls]
