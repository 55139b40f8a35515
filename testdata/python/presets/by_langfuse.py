"""Langfuse's module in the place of OpenAI's."""

from langfuse.openai import AsyncOpenAI, OpenAI, openai
from openai import OpenAI as Plain

client, patient, plain = OpenAI(), AsyncOpenAI(), Plain()


def ask(text):
    plain.chat.completions.create(model="m", messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create model=m
    client.chat.completions.create(model="m", messages=[])  #~ attested openai.OpenAI.chat.completions.create model=m
    client.chat.completions.create(model="m", messages=[], stream=True)  #~ attested openai.OpenAI.chat.completions.create model=m
    client.chat.completions.with_raw_response.create(model="m", messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create model=m doubt=made_through_this
    client.images.generate(model="m", prompt=text)  #~ MIMA001 openai.OpenAI.images.generate model=m
    client.audio.speech.create(model="m", voice="alloy", input=text)  #~ MIMA001 openai.OpenAI.audio.speech.create model=m
    openai.OpenAI().embeddings.create(model="m", input=text)  #~ attested openai.OpenAI.embeddings.create model=m
    return client.with_options(timeout=9).responses.parse(model="m", input=text)  #~ attested openai.OpenAI.responses.parse model=m


async def ask_later(text):
    return await patient.responses.create(model="m", input=text)  #~ attested openai.AsyncOpenAI.responses.create model=m
