import boto3

from names import QUEUE, RUNTIME

client = boto3.client(RUNTIME)
queue = boto3.client(QUEUE)


def ask(messages):
    queue.send_message(QueueUrl="jobs", MessageBody=str(messages))
    return client.converse(modelId="amazon.nova-lite-v1:0", messages=messages)  #~ MIMA001 mypy_boto3_bedrock_runtime.client.BedrockRuntimeClient.converse model=amazon.nova-lite-v1:0
