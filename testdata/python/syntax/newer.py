"""Syntax that is newer than the grammar: nothing is in doubt, and what it binds is bound."""
lazy import os
lazy import openai as ai
lazy from mima_governance import MimaGovernance
lazy from openai import (
    AsyncOpenAI,
    OpenAI as Client,
)

mima = MimaGovernance(api_key="k", system_name="s")
client = Client()
module = ai.OpenAI()


class Holder[T = Client, *Ts = *tuple[int, ...]](object):
    def ask(self, text):
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


type Clients[T = Client] = list[T]


@mima.attest(tool_name="ask")
def ask[T: str = str](text: T):
    return module.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def unpacked(text):
    rows = [[Client()], [Client()]]
    flat = [*row for row in rows]
    flat[0].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    named = {**{"a": one} for one in flat}
    named["a"].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    answers = [*client.responses.create(input=text) for text in rows]  #~ MIMA001 openai.OpenAI.responses.create
    merged = {**client.responses.create(input=one) for one in rows}  #~ MIMA001 openai.OpenAI.responses.create
    return answers, merged


def handled(text):
    try:
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    except ValueError, TypeError:
        return client.responses.create(input=t"{text}")  #~ MIMA001 openai.OpenAI.responses.create
