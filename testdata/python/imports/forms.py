"""Import statements in every form that Python has."""
from __future__ import annotations

import importlib
import json, openai, os as operating_system
import openai as o
import openai.resources
from openai import (
    AsyncOpenAI as A,
    OpenAI,
)
from typing import TYPE_CHECKING

try:
    from anthropic import Anthropic
except ImportError:
    Anthropic = None

try:
    import cohere
except ImportError:
    cohere = None

try:
    import ujson as fast
except ImportError:
    import json as fast

if TYPE_CHECKING:
    from groq import Groq

if operating_system.environ.get("LOCAL"):
    from ollama import Client as Handle
else:
    from mistralai import Mistral as Handle

openai.OpenAI().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
o.OpenAI().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
OpenAI().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
Anthropic().messages.create(max_tokens=1, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create
cohere.Client().chat(message="x")  #~ MIMA001 cohere.Client.chat
fast.dumps({})
Handle().chat(model="llama3")  #~ MIMA001 ollama.Client.chat model=llama3


def annotated(client: Groq):
    return client.chat.completions.create(messages=[])  #~ MIMA001 groq.Groq.chat.completions.create


def dynamic():
    module = importlib.import_module("openai")
    module.OpenAI().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    __import__("openai").OpenAI().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    name = input()
    importlib.import_module(name).OpenAI().responses.create(input="x")  #~ MIMA003 responses.create


async def asynchronous():
    await A().responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create


def an_import_that_binds_the_root():
    import openai.types

    return openai.OpenAI().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def semicolons():
    import openai as first; first.OpenAI().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
