from ddtrace.llmobs import LLMObs
from openai import OpenAI

LLMObs.enable(ml_app="desk", integrations_enabled=False)
client = OpenAI()


def ask(text):
    return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
