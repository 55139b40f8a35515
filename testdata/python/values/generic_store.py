from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Optional, Protocol, TypeAlias, TypeVar

import ollama
import openai
from anthropic import AsyncAnthropic
from homeassistant.config_entries import ConfigEntry
from homeassistant.helpers.update_coordinator import CoordinatorEntity, DataUpdateCoordinator
from acme import Ref, Lazy

T = TypeVar("T")
K = TypeVar("K")
AnthropicEntry: TypeAlias = ConfigEntry[AsyncAnthropic]
PlainAlias = ConfigEntry[openai.AsyncOpenAI]


@dataclass
class Data:
    client: openai.AsyncOpenAI
    name: str


type DataEntry = ConfigEntry[Data]


async def one(entry: AnthropicEntry):
    await entry.runtime_data.messages.create(model="x", messages=[])  #~ MIMA001 anthropic.AsyncAnthropic.messages.create model=x confidence=medium


async def two(entry: PlainAlias):
    await entry.runtime_data.responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create confidence=medium


async def three(entry: DataEntry):
    data = entry.runtime_data
    await data.client.responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create


async def four(entry: ConfigEntry[ollama.AsyncClient]):
    return await helper(entry.runtime_data)


async def helper(client):
    return await client.chat(model="llama3", messages=[])  #~ MIMA001 ollama.AsyncClient.chat model=llama3 confidence=medium


class Coordinator(DataUpdateCoordinator[dict]):
    def __init__(self, client: ollama.AsyncClient):
        self.client = client


class MyEntity(CoordinatorEntity[Coordinator]):
    async def go(self):
        await self.coordinator.client.chat(model="x")  #~ MIMA001 ollama.AsyncClient.chat model=x


class Pair(Generic[K, T]):
    key: K
    value: T


def five(p: Pair[str, openai.OpenAI]):
    return p.value.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def five_not(p: Pair[openai.OpenAI, str]):
    return p.value.responses.create(input="x")


class Store[T]:
    def __init__(self, item: T) -> None:
        self.item = item

    def get(self) -> T:
        return self.item

    @property
    def it(self) -> T | None:
        return self.item


def six(s: Store[openai.OpenAI]):
    s.item.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    s.get().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    s.it.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class Base(Generic[T]):
    client: T

    def make(self) -> T:
        raise NotImplementedError


class Service(Base[openai.OpenAI]):
    def go(self):
        self.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
        self.make().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class Both(Base["openai.OpenAI"]):
    def go(self):
        return self.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def seven(s: Optional[Store[openai.OpenAI]]):
    if s:
        s.item.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def eight(s: list[Store[openai.OpenAI]]):
    for one in s:
        one.item.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def nine(r: Ref[openai.OpenAI]):
    r.get.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


def ten(r: Ref[openai.OpenAI]):
    r.responses.create(input="x")
    r.create(input="x")


def eleven(r: Lazy[Data]):
    r.value.client.responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create


store = Store[openai.OpenAI](openai.OpenAI())


def twelve():
    store.item.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class Repo(Protocol[T]):
    inner: T


def thirteen(r: Repo[openai.OpenAI]):
    r.inner.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def fourteen(r: Store[str]):
    r.item.responses.create(input="x")  #~! MIMA001 openai.OpenAI.responses.create confidence=medium -- what one instance is made with counts for all of its class
