"""Weave patches what is imported, or will be."""

import weave
from openai import OpenAI

weave.init("desk")
client = OpenAI()


def ask(text):
    client.audio.speech.create(model="m", voice="alloy", input=text)  #~ MIMA001 openai.OpenAI.audio.speech.create model=m
    return client.chat.completions.create(model="m", messages=[])  #~ attested openai.OpenAI.chat.completions.create model=m
