"""Datadog's LLM observability instruments what is installed, unless it is told not to."""

from ddtrace.llmobs import LLMObs
from openai import OpenAI

LLMObs.enable(ml_app="desk", agentless_enabled=True)
client = OpenAI()


def ask(text):
    client.videos.create(prompt=text)  #~ MIMA001 openai.OpenAI.videos.create
    return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
