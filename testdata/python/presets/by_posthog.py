"""PostHog's clients derive from those of the SDKs."""

from openai import OpenAI as Plain
from posthog.ai.openai import OpenAI

client, plain = OpenAI(api_key="key"), Plain()


def ask(text):
    plain.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
    client.images.generate(prompt=text)  #~ MIMA001 openai.OpenAI.images.generate
    client.responses.with_raw_response.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=made_through_this
    return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
