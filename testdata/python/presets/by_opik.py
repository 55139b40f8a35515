"""Opik's trackers change the client that they are given."""

from openai import AsyncOpenAI, OpenAI
from opik.integrations.openai import track_openai

client, patient, plain = track_openai(OpenAI()), track_openai(AsyncOpenAI()), OpenAI()


def ask(text):
    plain.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
    client.embeddings.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.embeddings.create model=m
    client.copy().responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
    return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m


async def ask_later(text):
    return await patient.chat.completions.create(model="m", messages=[])  #~ attested openai.AsyncOpenAI.chat.completions.create model=m
