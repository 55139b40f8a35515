"""Members that are taken of a class, of a method or of a wrapper."""
import dataclasses
import functools
import inspect
import operator
import pickle
import sys
import threading
import types
import weakref

import openai
from openai import OpenAI
from openai.resources.responses import Responses

client = OpenAI()


def of_the_class():
    OpenAI.responses.func(client).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    OpenAI.responses.fget(client).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    OpenAI.responses.__get__(client).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    OpenAI.__dict__["responses"].__get__(client, OpenAI).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    vars(OpenAI)["responses"].func(client).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    type.__getattribute__(OpenAI, "responses").__get__(client).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    Responses.create(client.responses, model="a")  #~ MIMA001 openai.resources.responses.Responses.create model=a
    take = Responses.create
    take(client.responses, model="a")  #~ MIMA001 openai.resources.responses.Responses.create model=a


def instances():
    OpenAI.__new__(OpenAI).responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    OpenAI.__call__().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    type.__call__(OpenAI).responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


class Own(OpenAI):
    pass


def bases():
    Own.__mro__[1]().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    Own.__bases__[0]().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


@functools.wraps(client.responses.create)
def wrapper(**options):
    pass


def methods():
    method = client.responses.create
    method.__self__.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    functools.partial(client.responses.create, model="a").func(model="b")  #~ MIMA001 openai.OpenAI.responses.create model=b
    wrapper.__wrapped__(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    operator.call(client.responses.create, model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    weakref.WeakMethod(client.responses.create)()(model="a")  #~ MIMA001 openai.OpenAI.responses.create
    list(map(lambda call: call(model="a"), [client.responses.create]))  #~ MIMA001 openai.OpenAI.responses.create


def objects(place):
    Pair = dataclasses.make_dataclass("Pair", ["client"])
    Pair(client).client.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    match client:
        case OpenAI(responses=part):
            part.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    # What the standard library gives has no such methods itself.
    pickle.loads(pickle.dumps(client)).responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create confidence=low model=a
    pickle.loads(pickle.dumps(client)).responses.create(input="a")  #~ MIMA003 responses.create
    for name, member in inspect.getmembers(client.responses):
        if name == place:
            member(model="a")  #~ MIMA003 openai.OpenAI.responses.…


def later(thing):
    weakref.finalize(thing, client.responses.create, model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


# Nothing in the program calls these.
sys.excepthook = client.responses.create  #~ MIMA003 openai.OpenAI.responses.create
threading.excepthook = client.models.list


@client.responses.create  #~ MIMA003 openai.OpenAI.responses.create
def decorated():
    pass


class Holder:
    def __init__(self):
        self.ask = client.responses.create
        sys.stdout = self

    def go(self):
        self.ask(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


def nothing_of_it():
    OpenAI.models.func(client).list()
    inspect.signature(client.responses.create)
    types.MethodType(len, client)
    pickle.loads(b"").report.create(model="a")
    Own.__bases__[0].__name__.create(model="a")
    openai.__name__.lower().create(model="a")
