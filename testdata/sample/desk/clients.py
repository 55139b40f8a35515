"""The clients of the whole application, made once."""

from functools import lru_cache

from anthropic import Anthropic
from openai import AsyncOpenAI, OpenAI

from desk.settings import settings


@lru_cache
def openai_client() -> OpenAI:
    return OpenAI(api_key=settings.openai_key, timeout=20)


@lru_cache
def async_client():
    return AsyncOpenAI(api_key=settings.openai_key)


def make_client(provider: str):
    if provider == "anthropic":
        return Anthropic(api_key=settings.anthropic_key)
    return openai_client()
