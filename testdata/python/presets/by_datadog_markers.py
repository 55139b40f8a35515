"""Datadog's decorators and context managers record what runs in them; a bare annotation records nothing."""

from ddtrace.llmobs import LLMObs
from ddtrace.llmobs.decorators import llm, workflow
from openai import OpenAI

client = OpenAI()


@workflow
def ask(text):
    return client.videos.create(prompt=text)  #~ attested openai.OpenAI.videos.create


@llm(model_name="m")
def tell(text):
    return client.videos.create(prompt=text)  #~ attested openai.OpenAI.videos.create


def show(text):
    LLMObs.annotate(input_data=text)
    client.videos.create(prompt=text)  #~ MIMA001 openai.OpenAI.videos.create
    with LLMObs.workflow("show"):
        return client.videos.create(prompt=text)  #~ attested openai.OpenAI.videos.create
