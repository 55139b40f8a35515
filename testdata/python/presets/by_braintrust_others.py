"""Braintrust's wrappers of further SDKs, its decorator, and its context manager."""

import boto3
import cohere
from braintrust import start_span, traced
from braintrust.integrations.bedrock_runtime import wrap_bedrock
from braintrust.integrations.cohere import wrap_cohere
from braintrust.integrations.mistral import wrap_mistral
from mistralai.client import Mistral
from openai import OpenAI

bedrock, co, mistral = wrap_bedrock(boto3.client("bedrock-runtime")), wrap_cohere(cohere.ClientV2()), wrap_mistral(Mistral())
plain, bare = OpenAI(), cohere.ClientV2()


def ask(text):
    bedrock.converse(modelId="m", messages=[])  #~ attested mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.converse model=m
    co.chat(model="m", messages=[])  #~ attested cohere.ClientV2.chat model=m
    bare.chat(model="m", messages=[])  #~ MIMA001 cohere.ClientV2.chat model=m
    mistral.chat.complete(model="m", messages=[])  #~ attested mistralai.client.Mistral.chat.complete model=m
    with start_span("ask"):
        plain.images.generate(model="m", prompt=text)  #~ attested openai.OpenAI.images.generate model=m
    return plain.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m


@traced
def tell(text):
    return plain.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
