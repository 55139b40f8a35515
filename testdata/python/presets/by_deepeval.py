"""Importing DeepEval's modules records the SDKs' clients."""

from deepeval.anthropic import Anthropic
from deepeval.openai import OpenAI
from openai import OpenAI as Plain

client, claude, plain = OpenAI(), Anthropic(), Plain()


def ask(text):
    client.images.generate(model="m", prompt=text)  #~ MIMA001 openai.OpenAI.images.generate model=m
    plain.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
    claude.messages.parse(model="m", max_tokens=9, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.parse model=m
    claude.messages.create(model="m", max_tokens=9, messages=[])  #~ attested anthropic.Anthropic.messages.create model=m
    return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
