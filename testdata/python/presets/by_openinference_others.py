"""OpenInference's instrumentors of further SDKs. Those of Bedrock and Cohere reach only clients that are made behind them."""

import boto3
import cohere
import ollama
from groq import Groq
from mistralai.client import Mistral
from openinference.instrumentation.bedrock import BedrockInstrumentor
from openinference.instrumentation.cohere import CohereInstrumentor
from openinference.instrumentation.groq import GroqInstrumentor
from openinference.instrumentation.mistralai import MistralAIInstrumentor
from openinference.instrumentation.ollama import OllamaInstrumentor

early, groq = boto3.client("bedrock-runtime"), Groq()
BedrockInstrumentor().instrument()
CohereInstrumentor().instrument()
GroqInstrumentor().instrument()
MistralAIInstrumentor().instrument()
OllamaInstrumentor().instrument()
bedrock, co, mistral = boto3.client("bedrock-runtime"), cohere.ClientV2(), Mistral()


def ask(text):
    early.converse(modelId="m", messages=[])  #~ MIMA001 mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.converse model=m
    bedrock.converse(modelId="m", messages=[])  #~ attested mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.converse model=m
    bedrock.apply_guardrail(guardrailIdentifier="g", content=[])  #~ MIMA001 mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.apply_guardrail
    co.chat(model="m", messages=[])  #~ attested cohere.ClientV2.chat model=m
    groq.chat.completions.create(model="m", messages=[], stream=True)  #~ attested groq.Groq.chat.completions.create model=m
    groq.audio.speech.create(model="m", voice="v", input=text)  #~ MIMA001 groq.Groq.audio.speech.create model=m
    mistral.chat.complete(model="m", messages=[])  #~ attested mistralai.client.Mistral.chat.complete model=m
    mistral.embeddings.create(model="m", inputs=[text])  #~ MIMA001 mistralai.client.Mistral.embeddings.create model=m
    ollama.chat(model="m", messages=[])  #~ attested ollama.chat model=m
    return ollama.embed(model="m", input=text)  #~ MIMA001 ollama.embed model=m
