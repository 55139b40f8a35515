import os

import boto3

client = boto3.client(os.environ["SERVICE"])


def ask(body):
    return client.invoke_model(modelId="anthropic.claude-v2", body=body)  #~ MIMA001 mypy_boto3_bedrock_runtime.BedrockRuntimeClient.invoke_model model=anthropic.claude-v2 confidence=low
