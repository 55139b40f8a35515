from langfuse.openai import AsyncOpenAI, OpenAI, openai

client = OpenAI()
patient = AsyncOpenAI()


def ask(text):
    client.models.list()
    openai.OpenAI().embeddings.create(model="text-embedding-3-small", input=text)  #~ MIMA001 openai.OpenAI.embeddings.create model=text-embedding-3-small
    return client.chat.completions.create(model="gpt-4o", messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o


async def ask_later(text):
    return await patient.responses.create(model="gpt-4o", input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create model=gpt-4o
