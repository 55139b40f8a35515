"""Handles that are stored in objects."""
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, Optional

import attr
from anthropic import Anthropic
from openai import OpenAI
from pydantic import BaseModel, Field


class InInit:
    def __init__(self):
        self.client = OpenAI()
        self.name = "x"
        self._chat = self.client.chat.completions

    def ask(self, text):
        self.name.responses.create(input=text)
        self._chat.create(messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create
        return self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create flow=constructed,attribute,called

    def through_a_local(self, text):
        client = self.client
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create

    def in_a_closure(self, texts):
        def one(text):
            return self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create

        return [one(text) for text in texts]

    @staticmethod
    def no_self(client):
        return client.name

    @classmethod
    def make(cls):
        return cls()


InInit().client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
InInit.make().client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class SelfHasAnyName:
    def __init__(this):
        this.client = OpenAI()

    def ask(me, text):
        return me.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Elsewhere:
    client = None

    def connect(self):
        self.client = OpenAI()
        return self

    def ask(self, text):
        return self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


Elsewhere().connect().client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class OnTheClass:
    client = OpenAI()
    shared: ClassVar[OpenAI] = OpenAI()

    def ask(self, text):
        self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
        OnTheClass.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
        type(self).client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
        self.__class__.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
        self.shared.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create

    @classmethod
    def of_class(cls, text):
        return cls.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Properties:
    @property
    def client(self):
        return OpenAI()

    @cached_property
    def cached(self) -> OpenAI:
        return OpenAI()

    @property
    def lazy(self):
        if self._lazy is None:
            self._lazy = Anthropic()
        return self._lazy

    _lazy = None

    def ask(self, text):
        self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
        self.cached.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
        self.lazy.messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create


@dataclass
class Data:
    client: OpenAI
    other: Anthropic = field(default_factory=Anthropic)
    untyped: object = None

    def ask(self, text):
        self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
        self.other.messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create


Data(OpenAI()).client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
Data(client=OpenAI(), untyped=Anthropic()).untyped.messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create confidence=medium


class Model(BaseModel):
    client: Optional[OpenAI] = None
    made: Anthropic = Field(default_factory=lambda: Anthropic())

    def ask(self, text):
        self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
        self.made.messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create


@attr.s(auto_attribs=True)
class Attrs:
    client: OpenAI = attr.ib(factory=OpenAI)

    def ask(self, text):
        return self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Base:
    def __init__(self, client):
        self.client = client

    def of_base(self, text):
        return self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


class Derived(Base):
    def __init__(self):
        super().__init__(OpenAI())

    def ask(self, text):
        return self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


class Provider(ABC):
    @abstractmethod
    def handle(self): ...

    def ask(self, text):
        # Which `handle` runs is known from the classes that derive.
        return self.handle().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class OpenAIProvider(Provider):
    def handle(self):
        return OpenAI()


class Overridden(InInit):
    def __init__(self):
        super().__init__()
        self.client = Anthropic()

    def ask_again(self):
        return self.client.messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create


class FromOpenAI:
    client = OpenAI()


class FromAnthropic(FromOpenAI):
    client = Anthropic()

    def ask(self, text):
        self.client.responses.create(input=text)
        return self.client.messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create


class Mixin:
    def ask(self, text):
        return self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class WithMixin(Mixin, OnTheClass):
    pass


class Wrapper:
    def __init__(self, inner):
        self.inner = inner


Wrapper(OpenAI()).inner.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


class Forwarding:
    def __init__(self):
        self._client = OpenAI()

    def __getattr__(self, name):
        return getattr(self._client, name)


Forwarding().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class Subclass(OpenAI):
    def ask(self, text):
        return self.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


Subclass().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class Callable:
    def __init__(self):
        self.client = OpenAI()

    def __call__(self, text):
        return self.client

    def __enter__(self):
        return self.client

    def __exit__(self, *_):
        pass


Callable()("x").responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
with Callable() as entered:
    entered.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class Registry:
    clients = {}

    def add(self):
        self.clients["main"] = OpenAI()

    def ask(self, text):
        return self.clients["main"].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Singleton:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance.client = OpenAI()
        return cls._instance

    def ask(self, text):
        return self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Settings:
    pass


settings = Settings()
settings.client = OpenAI()
settings.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def from_elsewhere(text):
    return settings.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Slots:
    __slots__ = ("client",)

    def __init__(self, client: "OpenAI"):
        self.client = client

    def ask(self, text):
        return self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
