"""Traceloop instruments what is installed. Of current Cohere and Mistral SDKs it records nothing, and of Bedrock's clients those that are made later."""

import boto3
import cohere
import litellm
import ollama
from google import genai
from groq import Groq
from traceloop.sdk import Traceloop

early = boto3.client("bedrock-runtime")
Traceloop.init(app_name="desk")
bedrock, co, groq, gemini = boto3.client("bedrock-runtime"), cohere.ClientV2(), Groq(), genai.Client()


def ask(text):
    early.invoke_model(modelId="m", body="{}")  #~ MIMA001 mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.invoke_model model=m
    bedrock.invoke_model(modelId="m", body="{}")  #~ attested mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.invoke_model model=m
    bedrock.invoke_model_with_response_stream(modelId="m", body="{}")  #~ MIMA001 mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.invoke_model_with_response_stream model=m
    co.chat(model="m", messages=[])  #~ MIMA001 cohere.ClientV2.chat model=m
    groq.chat.completions.create(model="m", messages=[])  #~ attested groq.Groq.chat.completions.create model=m
    gemini.models.embed_content(model="m", contents=text)  #~ MIMA001 google.genai.Client.models.embed_content model=m
    gemini.models.generate_content(model="m", contents=text)  #~ attested google.genai.Client.models.generate_content model=m
    litellm.responses(model="m", input=text)  #~ MIMA001 litellm.responses model=m
    litellm.completion(model="m", messages=[])  #~ attested litellm.completion model=m
    return ollama.chat(model="m", messages=[])  #~ attested ollama.chat model=m
