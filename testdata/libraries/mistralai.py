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
