"""Ways of the language to hand a client around."""
import abc
import atexit
import collections
import contextvars
import copy
import functools
import heapq
import importlib
import itertools
import operator
import queue
import threading
import types
import weakref
from collections import ChainMap, OrderedDict, UserDict, defaultdict, deque, namedtuple
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from typing import Annotated, Callable, ClassVar, Final, NamedTuple, NewType, Protocol, TypedDict, cast

import openai
from openai import OpenAI


# 1 namedtuple positional
Ctx = namedtuple("Ctx", "client name")
ctx = Ctx(OpenAI(), "x")
ctx.client.responses.create(input="1")  #~ MIMA001 openai.OpenAI.responses.create
# 2 unpack namedtuple
c2, _ = ctx
c2.responses.create(input="2")  #~ MIMA001 openai.OpenAI.responses.create


# 3 NamedTuple class
class Row(NamedTuple):
    client: OpenAI
    n: int = 0


Row(OpenAI()).client.responses.create(input="3")  #~ MIMA001 openai.OpenAI.responses.create
# 4 _replace
Row(OpenAI())._replace(n=1).client.responses.create(input="4")  #~? MIMA001 openai.OpenAI.responses.create -- what a method of a named tuple makes


# 5 TypedDict
class Deps(TypedDict):
    client: OpenAI


def f5(d: Deps):
    d["client"].responses.create(input="5")  #~ MIMA001 openai.OpenAI.responses.create


# 6 NewType
Handle = NewType("Handle", OpenAI)


def f6(h: Handle):
    h.responses.create(input="6")  #~ MIMA001 openai.OpenAI.responses.create


# 7 Annotated alias
Client = Annotated[OpenAI, "doc"]


def f7(h: Client):
    h.responses.create(input="7")  #~ MIMA001 openai.OpenAI.responses.create


# 8 global statement
_client = None


def f8():
    global _client
    if _client is None:
        _client = OpenAI()
    return _client


f8().responses.create(input="8")  #~ MIMA001 openai.OpenAI.responses.create


# 9 module __getattr__-like via globals()
globals()["lazy"] = OpenAI()
lazy.responses.create(input="9")  #~ MIMA001 openai.OpenAI.responses.create


# 10 closure nonlocal
def f10():
    client = None

    def init():
        nonlocal client
        client = OpenAI()

    init()
    client.responses.create(input="10")  #~ MIMA001 openai.OpenAI.responses.create


# 11 default mutable
def f11(cache={}):
    if "c" not in cache:
        cache["c"] = OpenAI()
    return cache["c"].responses.create(input="11")  #~ MIMA001 openai.OpenAI.responses.create


# 12 setdefault
pool = {}
pool.setdefault("a", OpenAI()).responses.create(input="12")  #~ MIMA001 openai.OpenAI.responses.create


# 13 dict.get or
def f13():
    client = pool.get("x") or OpenAI()
    client.responses.create(input="13")  #~ MIMA001 openai.OpenAI.responses.create


# 14 __class_getitem__ / metaclass call
class Meta(type):
    def __call__(cls, *a, **k):
        return OpenAI()


class Made(metaclass=Meta):
    pass


Made().responses.create(input="14")  #~ MIMA001 openai.OpenAI.responses.create


# 15 __new__ returning other
class New:
    def __new__(cls):
        return OpenAI()


New().responses.create(input="15")  #~ MIMA001 openai.OpenAI.responses.create


# 16 singleton via __new__
class Single:
    _inst = None

    def __new__(cls):
        if cls._inst is None:
            cls._inst = super().__new__(cls)
            cls._inst.client = OpenAI()
        return cls._inst


Single().client.responses.create(input="16")  #~ MIMA001 openai.OpenAI.responses.create


# 17 __getattr__ delegating
class Wrap:
    def __init__(self, inner):
        self._inner = inner

    def __getattr__(self, name):
        return getattr(self._inner, name)


Wrap(OpenAI()).responses.create(input="17")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


# 18 __call__ giving a client
class Factory:
    def __call__(self):
        return OpenAI()


Factory()().responses.create(input="18")  #~ MIMA001 openai.OpenAI.responses.create
make = Factory()
make().responses.create(input="18b")  #~ MIMA001 openai.OpenAI.responses.create


# 19 __enter__ giving a client
class Managed:
    def __enter__(self):
        return OpenAI()

    def __exit__(self, *a):
        pass


with Managed() as m19:
    m19.responses.create(input="19")  #~ MIMA001 openai.OpenAI.responses.create


# 20 closing
with closing(OpenAI()) as c20:
    c20.responses.create(input="20")  #~ MIMA001 openai.OpenAI.responses.create


# 21 property on class, classproperty
class Classy:
    @classmethod
    @property
    def client(cls):
        return OpenAI()


Classy.client.responses.create(input="21")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


# 22 setattr on instance
class Bag:
    pass


bag = Bag()
setattr(bag, "client", OpenAI())
bag.client.responses.create(input="22")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


# 23 __dict__ update
class Conf:
    def __init__(self, **kw):
        self.__dict__.update(kw)


Conf(client=OpenAI()).client.responses.create(input="23")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


# 24 vars(self)["client"]
class Vars:
    def __init__(self):
        vars(self)["client"] = OpenAI()

    def go(self):
        return self.client.responses.create(input="24")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


# 25 for k, v in kw.items(): setattr
class SetAll:
    def __init__(self, **kw):
        for k, v in kw.items():
            setattr(self, k, v)

    def go(self):
        return self.client.responses.create(input="25")  #~? MIMA001 openai.OpenAI.responses.create -- a loop over keyword arguments sets the attribute  #~! MIMA003 -- it is a call


SetAll(client=OpenAI())


# 26 functools.reduce / operator.attrgetter
get = operator.attrgetter("responses")
get(OpenAI()).create(input="26")  #~ MIMA001 openai.OpenAI.responses.create
# 27 methodcaller
operator.methodcaller("create", input="27")(OpenAI().responses)  #~ MIMA001 openai.OpenAI.responses.create
# 28 itemgetter
operator.itemgetter("c")({"c": OpenAI()}).responses.create(input="28")  #~ MIMA001 openai.OpenAI.responses.create
# 29 ChainMap
ChainMap({"c": OpenAI()}, {})["c"].responses.create(input="29")  #~ MIMA001 openai.OpenAI.responses.create
# 30 deque popleft
dq = deque([OpenAI()])
dq.popleft().responses.create(input="30")  #~ MIMA001 openai.OpenAI.responses.create
# 31 deque[0], rotate
dq[0].responses.create(input="31")  #~ MIMA001 openai.OpenAI.responses.create
# 32 queue
q = queue.Queue()
q.put(OpenAI())
q.get().responses.create(input="32")  #~ MIMA001 openai.OpenAI.responses.create
# 33 heap
heap = []
heapq.heappush(heap, (1, OpenAI()))
heapq.heappop(heap)[1].responses.create(input="33")  #~? MIMA001 openai.OpenAI.responses.create -- what a function puts into a list  #~! MIMA003 -- it is a call
# 34 itertools.cycle next
cyc = itertools.cycle([OpenAI(), OpenAI()])
next(cyc).responses.create(input="34")  #~ MIMA001 openai.OpenAI.responses.create
# 35 zip
for name, c in zip(["a"], [OpenAI()]):
    c.responses.create(input="35")  #~ MIMA001 openai.OpenAI.responses.create
# 36 enumerate
for i, c in enumerate([OpenAI()]):
    c.responses.create(input="36")  #~ MIMA001 openai.OpenAI.responses.create
# 37 dict comprehension
clients = {k: OpenAI(api_key=k) for k in "ab"}
clients["a"].responses.create(input="37")  #~ MIMA001 openai.OpenAI.responses.create
for c in clients.values():
    c.responses.create(input="37b")  #~ MIMA001 openai.OpenAI.responses.create
for k, c in clients.items():
    c.responses.create(input="37c")  #~ MIMA001 openai.OpenAI.responses.create
# 38 walrus
if (c38 := OpenAI()):
    c38.responses.create(input="38")  #~ MIMA001 openai.OpenAI.responses.create
# 39 star unpack
first, *rest = [OpenAI(), OpenAI()]
rest[0].responses.create(input="39")  #~ MIMA001 openai.OpenAI.responses.create
# 40 conditional expression
(OpenAI() if ctx else openai.Client()).responses.create(input="40")  #~ MIMA001 openai.OpenAI.responses.create
