from azure.ai.inference import ChatCompletionsClient, EmbeddingsClient
from azure.ai.inference.aio import ChatCompletionsClient as AsyncChat
from azure.ai.inference.models import UserMessage
from azure.core.credentials import AzureKeyCredential
from azure.ai.inference import load_client


def ask(endpoint: str, key: str, text: str):
    with ChatCompletionsClient(endpoint, AzureKeyCredential(key)) as client:
        info = client.get_model_info()
        return info, client.complete(messages=[UserMessage(text)], model="Phi-4")  #~ MIMA001 azure.ai.inference.ChatCompletionsClient.complete model=Phi-4


async def later(endpoint: str, key: str, text: str):
    async with AsyncChat(endpoint, AzureKeyCredential(key)) as client:
        return await client.complete(messages=[UserMessage(text)])  #~ MIMA001 azure.ai.inference.aio.ChatCompletionsClient.complete


def vectors(endpoint: str, key: str, texts: list[str]):
    return EmbeddingsClient(endpoint, AzureKeyCredential(key)).embed(input=texts)  #~ MIMA001 azure.ai.inference.EmbeddingsClient.embed


def loaded(endpoint: str, credential):
    client = load_client(endpoint, credential)
    client.get_model_info()
    return client.complete(messages=[])  #~ MIMA001 azure.ai.inference.ChatCompletionsClient.complete
