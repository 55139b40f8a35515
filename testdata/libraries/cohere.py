import cohere
from cohere import BedrockClient

co = cohere.Client()
v2 = cohere.ClientV2()


def search(query: str, documents: list[str]):
    co.tokenize(text=query, model="command-r")
    vectors = co.embed(texts=documents, model="embed-english-v3.0", input_type="search_document")  #~ MIMA001 cohere.Client.embed model=embed-english-v3.0
    best = v2.rerank(model="rerank-v3.5", query=query, documents=documents)  #~ MIMA001 cohere.ClientV2.rerank model=rerank-v3.5
    return vectors, best, co.models.list()


async def talk(message: str):
    async with cohere.AsyncClientV2() as client:
        return await client.chat(model="command-a-03-2025", messages=[{"role": "user", "content": message}])  #~ MIMA001 cohere.AsyncClientV2.chat model=command-a-03-2025


def old(prompt: str):
    for event in co.chat_stream(message=prompt):  #~ MIMA001 cohere.Client.chat_stream
        yield event


def speech(handle: BedrockClient):
    handle.audio.transcriptions.describe()
    return handle.audio.transcriptions.create()  #~ MIMA001 cohere.BedrockClient.audio.transcriptions.create


def batched(handle: BedrockClient):
    handle.batches.describe()
    return handle.batches.create()  #~ MIMA001 cohere.BedrockClient.batches.create


def complete(handle: BedrockClient):
    handle.describe()
    return handle.generate()  #~ MIMA001 cohere.BedrockClient.generate


def tune(handle: BedrockClient):
    handle.finetuning.describe()
    return handle.finetuning.create_finetuned_model()  #~ MIMA001 cohere.BedrockClient.finetuning.create_finetuned_model


def moderate(handle: BedrockClient):
    handle.describe()
    return handle.classify()  #~ MIMA001 cohere.BedrockClient.classify


def read_document(client: cohere.ClientV2, document: bytes):
    client.tokenize(text="x", model="command-a-03-2025")
    return client.parse(model="cohere-parse", document=document)  #~ MIMA001 cohere.ClientV2.parse model=cohere-parse


def vectors_one_by_one(client: cohere.Client, texts: list[str]):
    client.detokenize(tokens=[1], model="embed-v4.0")
    return client.embed_stream(texts=texts, model="embed-v4.0")  #~ MIMA001 cohere.Client.embed_stream model=embed-v4.0
