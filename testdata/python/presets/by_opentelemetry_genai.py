"""OpenTelemetry's own instrumentors have packages of their own since autumn 2026."""

import boto3
from anthropic import Anthropic
from openai import OpenAI
from opentelemetry.instrumentation.genai.anthropic import AnthropicInstrumentor
from opentelemetry.instrumentation.genai.bedrock import BedrockInstrumentor
from opentelemetry.instrumentation.genai.openai import OpenAIInstrumentor

AnthropicInstrumentor().instrument()
BedrockInstrumentor().instrument()
OpenAIInstrumentor().instrument()
client, claude, bedrock = OpenAI(), Anthropic(), boto3.client("bedrock-runtime")


def ask(text):
    client.chat.completions.create(model="m", messages=[])  #~ attested openai.OpenAI.chat.completions.create model=m
    client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
    client.images.generate(model="m", prompt=text)  #~ MIMA001 openai.OpenAI.images.generate model=m
    claude.messages.create(model="m", max_tokens=9, messages=[])  #~ attested anthropic.Anthropic.messages.create model=m
    return bedrock.converse(modelId="m", messages=[])  #~ attested mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.converse model=m
