"""Logfire instruments the classes, or the client that it is given."""

import logfire
from anthropic import Anthropic
from openai import OpenAI

logfire.configure()
logfire.instrument_openai()
client, claude, other = OpenAI(), Anthropic(), Anthropic()
logfire.instrument_anthropic(claude)


def ask(text):
    client.images.generate(prompt=text)  #~ attested openai.OpenAI.images.generate
    client.with_options(timeout=9).responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
    other.messages.create(model="m", max_tokens=9, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create model=m
    claude.with_options(timeout=9).messages.create(model="m", max_tokens=9, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create model=m
    return claude.messages.create(model="m", max_tokens=9, messages=[])  #~ attested anthropic.Anthropic.messages.create model=m
