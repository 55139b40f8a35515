"""Opik's other trackers; its decorator, and its context managers."""

import boto3
import opik
from groq import Groq
from ollama import Client
from openai import OpenAI
from opik.integrations.bedrock import track_bedrock
from opik.integrations.groq import track_groq
from opik.integrations.ollama import track_ollama

bedrock, groq = track_bedrock(boto3.client("bedrock-runtime")), track_groq(Groq())
local, plain = track_ollama(Client()), OpenAI()


def ask(text):
    bedrock.converse(modelId="m", messages=[])  #~ attested mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.converse model=m
    groq.chat.completions.create(model="m", messages=[])  #~ attested groq.Groq.chat.completions.create model=m
    with opik.start_as_current_span("ask"):
        plain.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
    plain.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
    return local.chat(model="m", messages=[])  #~ attested ollama.Client.chat model=m


@opik.track
def tell(text):
    return plain.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m


@opik.track(name="tell")
async def tell_later(text):
    return plain.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
