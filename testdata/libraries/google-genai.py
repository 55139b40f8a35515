"""Product photos and their captions."""
from google import genai
from google.genai import Client, types

client = genai.Client()


def caption(photo: bytes) -> str:
    part = types.Part.from_bytes(data=photo, mime_type="image/png")
    client.models.count_tokens(model="gemini-2.5-flash", contents=[part])
    return client.models.generate_content(model="gemini-2.5-flash", contents=[part]).text  #~ MIMA001 google.genai.Client.models.generate_content model=gemini-2.5-flash


async def captions(prompts: list[str]):
    for prompt in prompts:
        yield await client.aio.models.generate_content(model="gemini-2.5-pro", contents=prompt)  #~ MIMA001 google.genai.Client.aio.models.generate_content model=gemini-2.5-pro


def talk(lines: list[str]):
    chat = client.chats.create(model="gemini-2.5-flash")
    for line in lines:
        for piece in chat.send_message_stream(line):  #~ MIMA001 google.genai.chats.Chat.send_message_stream
            print(piece.text)


def vectors(texts: list[str]):
    stored = client.files.upload(file="texts.txt")
    return stored, client.models.embed_content(model="gemini-embedding-001", contents=texts)  #~ MIMA001 google.genai.Client.models.embed_content model=gemini-embedding-001


def run_agent(handle: Client):
    handle.triggers.describe()
    return handle.triggers.run()  #~ MIMA001 google.genai.Client.triggers.run


def speech(handle: Client):
    handle.aio.live.describe()
    return handle.aio.live.connect()  #~ MIMA001 google.genai.Client.aio.live.connect


def batched(handle: Client):
    handle.batches.describe()
    return handle.batches.create()  #~ MIMA001 google.genai.Client.batches.create


def tune(handle: Client):
    handle.tunings.describe()
    return handle.tunings.tune()  #~ MIMA001 google.genai.Client.tunings.tune


def draw(handle: Client):
    handle.models.describe()
    return handle.models.edit_image()  #~ MIMA001 google.genai.Client.models.edit_image


def film(handle: Client):
    handle.models.describe()
    return handle.models.generate_videos()  #~ MIMA001 google.genai.Client.models.generate_videos


async def live(text: str):
    async with client.aio.live.connect(model="gemini-2.0-flash-live-001") as session:  #~ MIMA001 google.genai.Client.aio.live.connect model=gemini-2.0-flash-live-001
        await session.send_client_content(turns=text)  #~ MIMA001 google.genai.live.AsyncSession.send_client_content
        await session.close()
