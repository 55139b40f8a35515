"""A gateway records what is sent through it, whatever it is."""

from anthropic import Anthropic
from openai import OpenAI

client = OpenAI(base_url="https://oai.helicone.ai/v1", default_headers={"Helicone-Auth": "Bearer key"})
claude = Anthropic(base_url="https://anthropic.helicone.ai/")
plain, near = OpenAI(), OpenAI(base_url="https://oai.helicone.ai.example/v1")


def ask(text):
    plain.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
    near.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
    claude.messages.create(model="m", max_tokens=9, messages=[])  #~ attested anthropic.Anthropic.messages.create model=m
    return client.images.generate(prompt=text)  #~ attested openai.OpenAI.images.generate
