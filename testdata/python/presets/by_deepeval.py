"""Importing DeepEval's modules records the SDKs' clients."""

from deepeval.anthropic import Anthropic
from deepeval.openai import OpenAI
from openai import OpenAI as Plain

client, claude, plain = OpenAI(), Anthropic(), Plain()


def ask(text):
    client.images.generate(model="m", prompt=text)  #~ MIMA001 x
    plain.responses.create(model="m", input=text)  #~ attested x
    claude.messages.parse(model="m", max_tokens=9, messages=[])  #~ MIMA001 x
    claude.messages.create(model="m", max_tokens=9, messages=[])  #~ attested x
    return client.responses.create(model="m", input=text)  #~ attested x
