"""What a function gives depends on what this call passes, not on what others pass."""
from contextlib import contextmanager
from importlib import import_module
from typing import Any, cast

import anthropic
import openai
from openai import OpenAI


def same(value):
    return value


def build(cls, **options):
    return cls(**options)


def library(name):
    return import_module(name)


@contextmanager
def bounded(client, limit):
    if limit is None:
        yield client
    else:
        yield client.with_options(timeout=limit)


def with_default(client=OpenAI()):
    return client


def ask(text):
    same(OpenAI()).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    same({}).responses.create(input=text)
    build(openai.OpenAI).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    build(anthropic.Anthropic).messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create
    build(dict).messages.create(max_tokens=1)
    library("openai").OpenAI().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    build(library("anthropic").Anthropic).messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create
    library("json").OpenAI().responses.create(input=text)
    with bounded(OpenAI(), 3) as client:
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    with bounded({}, 3) as client:
        client.responses.create(input=text)
    with_default().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    with_default({}).responses.create(input=text)


class Base:
    kind: Any = None

    @classmethod
    def make(cls):
        return cls.kind()

    def handle(self):
        raise NotImplementedError

    def run(self, text):
        return self.handle().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class One(Base):
    kind = openai.OpenAI

    def handle(self):
        return OpenAI()


class Other(Base):
    kind = anthropic.Anthropic


def ask_classes(text):
    One.make().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    Other.make().messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create


class Late:
    kind: Any = None

    @classmethod
    def prepare(cls):
        if cls.kind is None:
            cls.kind = openai.OpenAI

    @classmethod
    def make(cls):
        cls.prepare()
        return cls.kind()


class Later(Late):
    pass


def ask_late(text):
    Later.make().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Proxy:
    pass


def declared() -> OpenAI:
    return Proxy()


def ask_declared(text):
    declared().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    cast(OpenAI, Proxy()).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def again(value, depth):
    return again(value, depth - 1) if depth else value


def even(value, depth):
    return odd(value, depth - 1) if depth else value


def odd(value, depth):
    return even(value, depth - 1)


def ask_recursive(text):
    again(OpenAI(), 3).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    odd(OpenAI(), 3).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def one_deep(value):
    return same(value)


def two_deep(value):
    return one_deep(value)


def three_deep(value):
    return two_deep(value)


def ask_deep(text):
    two_deep(OpenAI()).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    two_deep({}).responses.create(input=text)
    three_deep(OpenAI()).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
    three_deep({}).responses.create(input=text)  #~! MIMA001 openai.OpenAI.responses.create confidence=medium -- three calls are told apart inside each other, and this is the fourth
