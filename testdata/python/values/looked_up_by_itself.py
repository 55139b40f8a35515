"""What is looked up under what was looked up before is no generic class with type arguments, and leads to itself."""

from acme import parents
from openai import OpenAI


def walk(start):
    node = start
    while node:
        node = parents[node].parent
    node.parent.responses.create(input="")
    node[0].responses.create(input="")
    start.responses.create(input="")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


walk(OpenAI())
