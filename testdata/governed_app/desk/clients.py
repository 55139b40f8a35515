"""Clients of providers, made once."""
from functools import lru_cache

from anthropic import Anthropic
from openai import AsyncOpenAI, OpenAI


@lru_cache
def openai_client() -> OpenAI:
    return OpenAI()


@lru_cache
def anthropic_client() -> Anthropic:
    return Anthropic()


async_client = AsyncOpenAI()
