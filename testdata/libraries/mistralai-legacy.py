from mistralai.async_client import MistralAsyncClient
from mistralai.client import MistralClient
from mistralai.models.chat_completion import ChatMessage

client = MistralClient(api_key="from-the-vault")


def ask(question):
    client.list_models()
    return client.chat(model="mistral-tiny", messages=[ChatMessage(role="user", content=question)])  #~ MIMA001 mistralai.client.MistralClient.chat model=mistral-tiny


async def stream(question):
    session = MistralAsyncClient()
    async for piece in session.chat_stream(model="mistral-small", messages=[]):  #~ MIMA001 mistralai.async_client.MistralAsyncClient.chat_stream model=mistral-small
        yield piece


def vectors(texts):
    return client.embeddings("mistral-embed", texts)  #~ MIMA001 mistralai.client.MistralClient.embeddings model=mistral-embed


def before_1_0_complete(handle: MistralClient):
    handle.describe()
    return handle.completion()  #~ MIMA001 mistralai.client.MistralClient.completion


def before_1_0_tune(handle: MistralClient):
    handle.jobs.describe()
    return handle.jobs.create()  #~ MIMA001 mistralai.client.MistralClient.jobs.create
