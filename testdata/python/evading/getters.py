"""Attributes and methods that are read by their names."""
import functools
import importlib
import operator
import sys
from operator import attrgetter, methodcaller

from openai import OpenAI

client = OpenAI()


def getters():
    operator.attrgetter("responses.create")(client)(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    read = attrgetter("create")
    read(client.responses)(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    attrgetter("chat.completions")(client).create(model="a")  #~ MIMA001 openai.OpenAI.chat.completions.create model=a


def callers():
    operator.methodcaller("create", model="a")(client.responses)  #~ MIMA001 openai.OpenAI.responses.create model=a
    call = methodcaller("create", model="a")
    call(client.responses)  #~ MIMA001 openai.OpenAI.responses.create model=a
    methodcaller("strip")("a")


def reduced():
    functools.reduce(getattr, ["responses", "create"], client)(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    functools.reduce(getattr, "responses.create".split("."), client)(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    functools.reduce(operator.add, [1, 2], 0)


def classes():
    type(client.responses).create(client.responses, model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    type(client)().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    client.__class__().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


def methods():
    client.responses.create.__call__(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    client.responses.create.__func__(client.responses, model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    client.__getattribute__("responses").create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    client.responses.__getattribute__("create")(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    object.__getattribute__(client, "responses").create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    vars(client)["responses"].create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(client, "respon" + "ses").create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


def modules():
    importlib.import_module("openai").OpenAI().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    importlib.__import__("openai").OpenAI().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    __import__("openai").OpenAI().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    sys.modules["openai"].OpenAI().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
