from llama_cpp import Llama
from openai import OpenAI
from theflow import Function, Param
from reify import reify
from kink import lazy
from acme import lazy_attribute
import celery


class lazyprop:
    def __init__(self, f):
        self.f = f

    def __get__(self, obj, kind=None):
        return self.f(obj)


def memo(f):
    return property(f)


class A:
    @reify
    def client(self):
        return OpenAI()

    @lazyprop
    def other(self):
        return OpenAI()

    @memo
    def third(self):
        return OpenAI()

    @lazy_attribute()
    def fourth(self) -> OpenAI:
        return build()

    def go(self):
        self.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
        self.other.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
        self.third.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
        self.fourth.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
        c = self.client
        c.embeddings.create(input="x")  #~ MIMA001 openai.OpenAI.embeddings.create confidence=medium
        return use(self.client)


def use(client):
    return client.images.generate(prompt="x")  #~ MIMA001 openai.OpenAI.images.generate confidence=medium


@lazy
def shared():
    return OpenAI()


shared.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


@celery.shared_task
def job():
    return OpenAI()


job.delay()
job.apply_async()


class Desc:
    def __get__(self, obj, kind=None):
        return OpenAI()


class B:
    client = Desc()

    def go(self):
        return self.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class Auto(Function):
    @Param.auto()
    def pipe(self):
        return Llama("x")

    def go(self):
        return self.pipe.create_chat_completion(messages=[])  #~ MIMA001 llama_cpp.Llama.create_chat_completion model=x confidence=medium
