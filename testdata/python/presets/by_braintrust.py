"""Braintrust's wrapper of OpenAI's clients changes the one that it is given; that of Anthropic's gives another one."""

from anthropic import Anthropic
from braintrust import init_logger, wrap_anthropic, wrap_openai
from openai import OpenAI

init_logger(project="desk")
given, bare = OpenAI(), Anthropic()
client, claude = wrap_openai(given), wrap_anthropic(bare)


def ask(text):
    given.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
    bare.messages.create(model="m", max_tokens=9, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create model=m
    client.copy().responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
    client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
    return claude.messages.create(model="m", max_tokens=9, messages=[])  #~ attested anthropic.Anthropic.messages.create model=m
