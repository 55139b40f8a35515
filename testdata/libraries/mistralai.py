import os

from mistralai import Mistral

client = Mistral(api_key=os.environ["MISTRAL_API_KEY"])


def ask(question: str):
    known = client.models.list()
    reply = client.chat.complete(model="mistral-small-latest", messages=[{"role": "user", "content": question}])  #~ MIMA001 mistralai.Mistral.chat.complete model=mistral-small-latest
    return known, reply.choices[0].message.content


async def stream(question: str):
    async with Mistral() as session:
        events = await session.chat.stream_async(model="mistral-large-latest", messages=[])  #~ MIMA001 mistralai.Mistral.chat.stream_async model=mistral-large-latest
        async for event in events:
            yield event


def read(url: str):
    stored = client.files.upload(file={"file_name": "a.pdf", "content": open("a.pdf", "rb")}, purpose="ocr")
    return stored, client.ocr.process(model="mistral-ocr-latest", document={"document_url": url})  #~ MIMA001 mistralai.Mistral.ocr.process model=mistral-ocr-latest


def run_agent(handle: Mistral):
    handle.agents.describe()
    return handle.agents.complete()  #~ MIMA001 mistralai.Mistral.agents.complete


def speech(handle: Mistral):
    handle.audio.realtime.describe()
    return handle.audio.realtime.connect()  #~ MIMA001 mistralai.Mistral.audio.realtime.connect


def batched(handle: Mistral):
    handle.batch.jobs.describe()
    return handle.batch.jobs.create()  #~ MIMA001 mistralai.Mistral.batch.jobs.create


def complete(handle: Mistral):
    handle.fim.describe()
    return handle.fim.complete()  #~ MIMA001 mistralai.Mistral.fim.complete


def vectors(handle: Mistral):
    handle.embeddings.describe()
    return handle.embeddings.create()  #~ MIMA001 mistralai.Mistral.embeddings.create


def tune(handle: Mistral):
    handle.fine_tuning.jobs.describe()
    return handle.fine_tuning.jobs.create()  #~ MIMA001 mistralai.Mistral.fine_tuning.jobs.create


def moderate(handle: Mistral):
    handle.classifiers.describe()
    return handle.classifiers.classify()  #~ MIMA001 mistralai.Mistral.classifiers.classify


def respond(handle: Mistral):
    handle.responses.describe()
    return handle.responses.create()  #~ MIMA001 mistralai.Mistral.responses.create


def call_tool(handle: Mistral):
    handle.beta.connectors.describe()
    return handle.beta.connectors.call_tool()  #~ MIMA001 mistralai.Mistral.beta.connectors.call_tool
