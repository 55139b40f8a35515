"""Clients of one library that talk to the servers of another provider."""
import os

from anthropic import Anthropic
from langchain_openai import ChatOpenAI
from openai import AsyncOpenAI, OpenAI

GROQ = "https://api.groq.com/openai/v1"


def literal(text):
    client = OpenAI(base_url="https://api.deepseek.com", api_key="x")
    return client.chat.completions.create(model="deepseek-chat", messages=[text])  #~ MIMA001 openai.OpenAI.chat.completions.create model=deepseek-chat provider=deepseek


class Assistant:
    def __init__(self, url=GROQ):
        self.client = AsyncOpenAI(base_url=url)

    async def ask(self, text):
        return await self.client.responses.create(model="m", input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create model=m provider=groq


def from_the_environment(text):
    client = OpenAI(base_url=os.getenv("URL", GROQ))
    return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m provider=groq


def chain(text):
    return ChatOpenAI(model="m", base_url="https://api.groq.com/openai/v1/").invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke model=m provider=groq


def own_server(text):
    return OpenAI(base_url="https://api.openai.com/v1").responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create provider=openai


# Nobody knows whose server this is, or it is the library's own.
def unknown(url, text):
    OpenAI(base_url=url).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create provider=
    OpenAI(base_url="https://llm.example.com/v1").responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create provider=
    OpenAI(organization="https://api.groq.com/openai/v1").responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create provider=
    return Anthropic().messages.create(max_tokens=1, messages=[text])  #~ MIMA001 anthropic.Anthropic.messages.create provider=


def one_of_two(cheap, text):
    if cheap:
        client = OpenAI(base_url="https://api.deepseek.com")
    else:
        client = OpenAI(base_url="https://api.groq.com/openai/v1")
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create providers=deepseek|groq


def maybe_another(cheap, text):
    client = OpenAI(base_url="https://api.deepseek.com") if cheap else OpenAI()
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create providers=deepseek


def told_anew(text):
    client = OpenAI().with_options(base_url="https://api.groq.com/openai/v1")
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create provider=groq


def by_address(cheap, text):
    address = "https://api.deepseek.com" if cheap else GROQ
    return OpenAI(base_url=address).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create providers=deepseek|groq
