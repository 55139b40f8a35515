from baml_client import b
from baml_client.async_client import BamlStreamClient, b as later
from baml_client.sync_client import BamlStreamClient as NowStreamClient, BamlSyncClient, b as now
from baml_client.types import Resume


def extract(text: str) -> Resume:
    return now.ExtractResume(text)  #~ MIMA001 baml_client.sync_client.BamlSyncClient.ExtractResume


async def default(text: str):
    request = await b.request.ExtractResume(text)
    print(request.url)
    resume = b.parse.ExtractResume(text)
    return resume, await b.ExtractResume(text)  #~ MIMA001 baml_client.async_client.BamlAsyncClient.ExtractResume


async def streamed(text: str):
    stream = later.stream.ExtractResume(text)  #~ MIMA001 baml_client.async_client.BamlAsyncClient.stream.ExtractResume
    async for part in stream:
        print(part)
    return await stream.get_final_response()


def chosen(client: BamlSyncClient, text: str):
    return client.with_options(client="openai/gpt-4o").ClassifyMessage(text)  #~ MIMA001 baml_client.sync_client.BamlSyncClient.ClassifyMessage


def streamed_now(text: str):
    return list(now.stream.ExtractResume(text))  #~ MIMA001 baml_client.sync_client.BamlSyncClient.stream.ExtractResume


async def handed_on(stream: BamlStreamClient, text: str):
    async for part in stream.ExtractResume(text):  #~ MIMA001 baml_client.async_client.BamlStreamClient.ExtractResume
        yield part


def handed_on_now(stream: NowStreamClient, text: str):
    yield from stream.ExtractResume(text)  #~ MIMA001 baml_client.sync_client.BamlStreamClient.ExtractResume
