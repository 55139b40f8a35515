import json

import aioboto3
import boto3
from mypy_boto3_bedrock_runtime.client import BedrockRuntimeClient
from mypy_boto3_bedrock_agent_runtime import AgentsforBedrockRuntimeClient
from mypy_boto3_bedrock_runtime import BedrockRuntimeClient as OldBedrockRuntimeClient
from botocore.session import get_session

runtime = boto3.client("bedrock-runtime", region_name="eu-central-1")
control = boto3.client("bedrock")
storage = boto3.resource("s3")


def ask(prompt: str):
    control.list_foundation_models()
    return runtime.converse(modelId="amazon.nova-lite-v1:0", messages=[])  #~ MIMA001 mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.converse model=amazon.nova-lite-v1:0


def from_session(prompt: str):
    session = boto3.Session(profile_name="ai")
    queue = session.client("sqs")
    queue.send_message(QueueUrl="jobs", MessageBody=prompt)
    client = session.client(service_name="bedrock-runtime")
    return client.invoke_model(modelId="anthropic.claude-v2", body=json.dumps({"prompt": prompt}))  #~ MIMA001 mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.invoke_model model=anthropic.claude-v2


def agent(text: str):
    client = boto3.client("bedrock-agent-runtime")
    return client.invoke_agent(agentId="A1", agentAliasId="B1", sessionId="C1", inputText=text)  #~ MIMA001 mypy_boto3_bedrock_agent_runtime.client.AgentsforBedrockRuntimeClient.invoke_agent model=A1


def annotated(client: BedrockRuntimeClient):
    client.get_paginator("list_async_invokes")
    return client.converse_stream(modelId="meta.llama3-8b", messages=[])  #~ MIMA001 mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.converse_stream model=meta.llama3-8b


async def later():
    async with aioboto3.Session().client("bedrock-runtime") as client:
        return await client.converse(modelId="amazon.nova-pro-v1:0", messages=[])  #~ MIMA001 mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.converse model=amazon.nova-pro-v1:0


def speech(handle: OldBedrockRuntimeClient):
    handle.describe()
    return handle.invoke_model_with_bidirectional_stream()  #~ MIMA001 mypy_boto3_bedrock_runtime.BedrockRuntimeClient.invoke_model_with_bidirectional_stream


def batched(handle: OldBedrockRuntimeClient):
    handle.describe()
    return handle.start_async_invoke()  #~ MIMA001 mypy_boto3_bedrock_runtime.BedrockRuntimeClient.start_async_invoke


def vectors(handle: AgentsforBedrockRuntimeClient):
    handle.describe()
    return handle.retrieve()  #~ MIMA001 mypy_boto3_bedrock_agent_runtime.AgentsforBedrockRuntimeClient.retrieve


def moderate(handle: OldBedrockRuntimeClient):
    handle.describe()
    return handle.apply_guardrail()  #~ MIMA001 mypy_boto3_bedrock_runtime.BedrockRuntimeClient.apply_guardrail


def ranked(handle: AgentsforBedrockRuntimeClient):
    handle.describe()
    return handle.rerank()  #~ MIMA001 mypy_boto3_bedrock_agent_runtime.AgentsforBedrockRuntimeClient.rerank


def other_services(text: str):
    # Other services are no handles, whatever is called on them.
    boto3.client("bedrock-agent").retrieve(knowledgeBaseId="K1")
    boto3.Session().client("bedrock").converse()
    boto3.Session().client("sqs").rerank()
    return boto3.client("bedrock").converse()


def retrieve_in_session(text: str):
    client = boto3.Session().client("bedrock-agent-runtime")
    return client.retrieve(knowledgeBaseId="K1", retrievalQuery={"text": text})  #~ MIMA001 mypy_boto3_bedrock_agent_runtime.client.AgentsforBedrockRuntimeClient.retrieve


def without_boto3():
    client = get_session().create_client("bedrock-runtime")
    return client.converse(modelId="amazon.nova-lite-v1:0", messages=[])  #~ MIMA001 mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.converse model=amazon.nova-lite-v1:0
