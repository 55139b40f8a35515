from deepeval.anthropic import Anthropic
from deepeval.openai import AsyncOpenAI, OpenAI

client, patient, claude = OpenAI(), AsyncOpenAI(), Anthropic()


def ask(text):
    client.models.list()
    claude.messages.create(model="claude-sonnet-4-5", max_tokens=9, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create model=claude-sonnet-4-5
    return client.responses.create(model="gpt-4o", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o


async def ask_later(text):
    return await patient.chat.completions.create(model="gpt-4o", messages=[])  #~ MIMA001 openai.AsyncOpenAI.chat.completions.create model=gpt-4o
