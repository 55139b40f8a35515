"""MLflow's flavors of further SDKs. A run is no trace."""

import boto3
import litellm
import mlflow
from groq import AsyncGroq, Groq
from openai import OpenAI

mlflow.litellm.autolog()
mlflow.groq.autolog()
mlflow.bedrock.autolog()
plain, groq, patient, bedrock = OpenAI(), Groq(), AsyncGroq(), boto3.client("bedrock-runtime")


def ask(text):
    litellm.completion(model="m", messages=[])  #~ MIMA001 litellm.completion model=m
    groq.chat.completions.create(model="m", messages=[])  #~ attested groq.Groq.chat.completions.create model=m
    bedrock.converse(modelId="m", messages=[])  #~ attested mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.converse model=m
    with mlflow.start_run():
        return plain.embeddings.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.embeddings.create model=m


async def ask_later(text):
    return await patient.chat.completions.create(model="m", messages=[])  #~ MIMA001 groq.AsyncGroq.chat.completions.create model=m
