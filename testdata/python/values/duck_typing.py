"""A name alone is a note. With the library's import and its way to name a model it is a call."""
from abc import ABC
from typing import Any

import boto3
import openai
from pydantic import BaseModel


class Service:
    def __init__(self, client=None):
        self.client = client

    def ask(self, messages):
        return self.client.chat.completions.create(model="m", messages=messages)  #~ MIMA001 openai.OpenAI.chat.completions.create confidence=low

    def spread(self, messages):
        request = dict(model="m", messages=messages)
        return self.client.chat.completions.create(**request)  #~ MIMA001 openai.OpenAI.chat.completions.create confidence=low

    def converse(self, messages):
        return self.client.converse(modelId="m", messages=messages)  #~ MIMA001 mypy_boto3_bedrock_runtime.BedrockRuntimeClient.converse confidence=low

    async def waited_for(self, messages):
        return await self.client.chat.completions.create(model="m", messages=messages)  #~ MIMA001 openai.AsyncOpenAI.chat.completions.create confidence=low

    def without_model(self, messages, request):
        self.client.chat.completions.create(messages=messages)  #~ MIMA003 chat.completions.create
        self.client.chat.completions.create(**request)  #~ MIMA003 chat.completions.create
        self.client.converse(messages=messages)

    def of_a_library_that_is_not_imported(self, messages):
        self.client.messages.create(model="m", messages=messages)  #~ MIMA003 messages.create

    def one_word(self, text):
        self.client.create(model="m", input=text)
        self.client.converse(text)


class Adapter(ABC):
    """What a class of another library is derived from says nothing of its attributes."""

    def __init__(self, client: Any):
        self.client = client

    def ask(self, messages):
        return self.client.chat.completions.create(model="m", messages=messages)  #~ MIMA001 openai.OpenAI.chat.completions.create confidence=low


class Settings(BaseModel):
    client: Any

    def ask(self, messages):
        return self.client.chat.completions.create(model="m", messages=messages)  #~ MIMA001 openai.OpenAI.chat.completions.create confidence=low


class Own:
    """Not the library's."""

    def __init__(self):
        self.chat = self.completions = self

    def create(self, model, messages):
        return messages


def known(own: Own):
    return own.chat.completions.create(model="m", messages=[])
