"""Weave instruments what is installed. A thread groups what is recorded, and records nothing itself."""

import weave
from anthropic import Anthropic
from openai import OpenAI

client, claude = OpenAI(), Anthropic()


def ask(text):
    with weave.thread("desk"):
        return client.videos.create(prompt=text)  #~ MIMA001 openai.OpenAI.videos.create


@weave.op
def tell(text):
    return client.videos.create(prompt=text)  #~ attested openai.OpenAI.videos.create
