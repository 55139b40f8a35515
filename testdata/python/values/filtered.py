"""What `filter` lets through is what it is given."""
from anthropic import Anthropic
from openai import OpenAI

for client in filter(None, [OpenAI(), None]):
    client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create

for name in filter(str.isalpha, ["a", "b"]):
    name.responses.create(input="x")


def first(clients: list[Anthropic], text):
    return next(filter(None, clients)).messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create
