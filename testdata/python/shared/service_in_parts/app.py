import boto3

from names import service


def ask(body):
    client = boto3.client(service("runtime"))
    return client.invoke_model(modelId="anthropic.claude-v2", body=body)  #~ MIMA001 mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.invoke_model model=anthropic.claude-v2
