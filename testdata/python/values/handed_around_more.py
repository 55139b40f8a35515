"""Ways of the language to hand a client around."""
import asyncio
import functools
import threading
import types
import weakref
from abc import ABC, abstractmethod
from collections import UserDict, defaultdict
from contextlib import asynccontextmanager, contextmanager, ExitStack
from dataclasses import dataclass, field
from typing import Any, Callable, Generic, Iterator, Protocol, TypeVar, cast

from openai import AsyncOpenAI, OpenAI


# 41 lambda factory
factory = lambda: OpenAI()
factory().responses.create(input="41")  #~ MIMA001 openai.OpenAI.responses.create


# 42 lambda in dict
FACTORIES = {"a": lambda: OpenAI(), "b": OpenAI}
FACTORIES["a"]().responses.create(input="42")  #~ MIMA001 openai.OpenAI.responses.create
FACTORIES["b"]().responses.create(input="42b")  #~ MIMA001 openai.OpenAI.responses.create


# 43 registry by decorator
REGISTRY = {}


def register(name):
    def deco(fn):
        REGISTRY[name] = fn
        return fn

    return deco


@register("a")
def build():
    return OpenAI()


REGISTRY["a"]().responses.create(input="43")  #~ MIMA001 openai.OpenAI.responses.create


# 44 class registry by __init_subclass__
class Plugin:
    registry = {}

    def __init_subclass__(cls, **kw):
        cls.registry[cls.__name__] = cls


class P1(Plugin):
    def client(self):
        return OpenAI()


Plugin.registry["P1"]().client().responses.create(input="44")  #~ MIMA001 openai.OpenAI.responses.create


# 45 subclasses()
for sub in Plugin.__subclasses__():
    sub().client().responses.create(input="45")  #~? MIMA001 openai.OpenAI.responses.create -- all classes that derive from one  #~! MIMA003 -- it is a call


# 46 functools.partial of constructor
Mk = functools.partial(OpenAI, base_url="x")
Mk().responses.create(input="46")  #~ MIMA001 openai.OpenAI.responses.create


# 47 partialmethod / bound
class Svc:
    def __init__(self, client):
        self.client = client

    def call(self, text):
        return self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


Svc(OpenAI()).call("x")


# 48 generator yields client
def gen():
    yield OpenAI()


next(gen()).responses.create(input="48")  #~ MIMA001 openai.OpenAI.responses.create
for g in gen():
    g.responses.create(input="48b")  #~ MIMA001 openai.OpenAI.responses.create


# 49 yield from
def gen2():
    yield from gen()


for g in gen2():
    g.responses.create(input="49")  #~ MIMA001 openai.OpenAI.responses.create


# 50 generator send
def worker():
    client = yield
    client.responses.create(input="50")  #~? MIMA001 openai.OpenAI.responses.create -- what is sent to a generator  #~! MIMA003 -- it is a call


w = worker()
next(w)
w.send(OpenAI())


# 51 async gen
async def agen():
    yield AsyncOpenAI()


async def f51():
    async for c in agen():
        await c.responses.create(input="51")  #~ MIMA001 openai.AsyncOpenAI.responses.create


# 52 asynccontextmanager
@asynccontextmanager
async def opened():
    async with AsyncOpenAI() as c:
        yield c


async def f52():
    async with opened() as c:
        await c.responses.create(input="52")  #~ MIMA001 openai.AsyncOpenAI.responses.create


# 53 gather results
async def mk():
    return AsyncOpenAI()


async def f53():
    a, b = await asyncio.gather(mk(), mk())
    await a.responses.create(input="53")  #~ MIMA001 openai.AsyncOpenAI.responses.create


# 54 task result
async def f54():
    t = asyncio.create_task(mk())
    c = await t
    await c.responses.create(input="54")  #~ MIMA001 openai.AsyncOpenAI.responses.create
    await t.result().responses.create(input="54b")  #~ MIMA001 openai.AsyncOpenAI.responses.create


# 55 TaskGroup
async def f55():
    async with asyncio.TaskGroup() as tg:
        t = tg.create_task(mk())
    await t.result().responses.create(input="55")  #~? MIMA001 openai.AsyncOpenAI.responses.create -- a task stands for its result  #~! MIMA003 -- it is a call


# 56 future set_result
async def f56():
    fut = asyncio.get_running_loop().create_future()
    fut.set_result(AsyncOpenAI())
    c = await fut
    await c.responses.create(input="56")  #~? MIMA001 openai.AsyncOpenAI.responses.create -- what a future is given  #~! MIMA003 -- it is a call


# 57 asyncio.Queue
async def f57():
    q = asyncio.Queue()
    await q.put(AsyncOpenAI())
    c = await q.get()
    await c.responses.create(input="57")  #~ MIMA001 openai.AsyncOpenAI.responses.create


# 58 weakref
ref = weakref.ref(factory())
ref().responses.create(input="58")  #~? MIMA001 openai.OpenAI.responses.create -- a weak reference stands for what it refers to  #~! MIMA003 -- it is a call
# 59 WeakValueDictionary
wv = weakref.WeakValueDictionary()
wv["a"] = OpenAI()
wv["a"].responses.create(input="59")  #~ MIMA001 openai.OpenAI.responses.create


# 60 UserDict subclass
class Clients(UserDict):
    def __missing__(self, key):
        return OpenAI()


Clients()["a"].responses.create(input="60")  #~ MIMA001 openai.OpenAI.responses.create


# 61 dict subclass __missing__
class Auto(dict):
    def __missing__(self, key):
        self[key] = OpenAI()
        return self[key]


Auto()["a"].responses.create(input="61")  #~ MIMA001 openai.OpenAI.responses.create


# 62 defaultdict
dd = defaultdict(OpenAI)
dd["a"].responses.create(input="62")  #~ MIMA001 openai.OpenAI.responses.create
dd2 = defaultdict(lambda: OpenAI())
dd2["a"].responses.create(input="62b")  #~ MIMA001 openai.OpenAI.responses.create


# 63 __getitem__ object
class Pool:
    def __getitem__(self, key):
        return OpenAI()

    def __iter__(self):
        return iter([OpenAI()])

    def __len__(self):
        return 1


Pool()[0].responses.create(input="63")  #~ MIMA001 openai.OpenAI.responses.create
for p in Pool():
    p.responses.create(input="63b")  #~ MIMA001 openai.OpenAI.responses.create


# 64 iterator object
class It:
    def __iter__(self):
        return self

    def __next__(self):
        return OpenAI()


for i in It():
    i.responses.create(input="64")  #~ MIMA001 openai.OpenAI.responses.create
next(It()).responses.create(input="64b")  #~ MIMA001 openai.OpenAI.responses.create


# 65 dataclass default_factory
@dataclass
class Cfg:
    client: Any = field(default_factory=OpenAI)
    other: Any = None

    def __post_init__(self):
        self.other = OpenAI()


Cfg().client.responses.create(input="65")  #~ MIMA001 openai.OpenAI.responses.create
Cfg().other.responses.create(input="65b")  #~ MIMA001 openai.OpenAI.responses.create


# 66 class attribute from decorator
def add_client(cls):
    cls.client = OpenAI()
    return cls


@add_client
class Decorated:
    def go(self):
        return self.client.responses.create(input="66")  #~ MIMA001 openai.OpenAI.responses.create


# 67 mixin
class ClientMixin:
    @property
    def client(self):
        return OpenAI()


class Uses(ClientMixin):
    def go(self):
        return self.client.responses.create(input="67")  #~ MIMA001 openai.OpenAI.responses.create


# 68 Protocol parameter
class HasClient(Protocol):
    client: OpenAI


def f68(x: HasClient):
    x.client.responses.create(input="68")  #~ MIMA001 openai.OpenAI.responses.create


# 69 abstract property
class Abs(ABC):
    @property
    @abstractmethod
    def client(self): ...

    def go(self):
        return self.client.responses.create(input="69")  #~ MIMA001 openai.OpenAI.responses.create


class Conc(Abs):
    @property
    def client(self):
        return OpenAI()


# 70 Callable annotation
def f70(make: Callable[[], OpenAI]):
    make().responses.create(input="70")  #~ MIMA001 openai.OpenAI.responses.create


# 71 callback receives client
def with_client(fn):
    return fn(OpenAI())


with_client(lambda c: c.responses.create(input="71"))  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


def use72(c):
    return c.responses.create(input="72")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


with_client(use72)


# 73 map over clients
list(map(lambda c: c.responses.create(input="73"), [OpenAI()]))  #~ MIMA001 openai.OpenAI.responses.create
[c.responses.create(input="73b") for c in (OpenAI(), OpenAI())]  #~ MIMA001 openai.OpenAI.responses.create


# 74 threading.Thread args
def work(client, text):
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


threading.Thread(target=work, args=(OpenAI(), "x")).start()


def work2(client=None):
    client.responses.create(input="74b")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


threading.Thread(target=work2, kwargs={"client": OpenAI()}).start()


# 75 Thread subclass
class T(threading.Thread):
    def __init__(self, client):
        super().__init__()
        self.client = client

    def run(self):
        self.client.responses.create(input="75")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


T(OpenAI()).start()


# 76 types.MethodType / function attribute
def run76():
    return run76.client.responses.create(input="76")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


run76.client = OpenAI()


def meth(self):
    return self.client.responses.create(input="76b")  #~? MIMA001 openai.OpenAI.responses.create -- a function that is stored as a method  #~! MIMA003 -- it is a call


class Host:
    def __init__(self):
        self.client = OpenAI()


Host.meth = meth


# 77 exec'd order: try/except import alias
try:
    from openai import Client as C77
except ImportError:
    C77 = None
C77().responses.create(input="77")  #~ MIMA001 openai.Client.responses.create


# 78 exception carrying a client
class Retry(Exception):
    def __init__(self, client):
        self.client = client


try:
    raise Retry(OpenAI())
except Retry as e:
    e.client.responses.create(input="78")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


# 79 slots + object.__setattr__
class Frozen:
    __slots__ = ("client",)

    def __init__(self):
        object.__setattr__(self, "client", OpenAI())

    def go(self):
        return self.client.responses.create(input="79")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


# 80 inspect / typing.cast
cast("OpenAI", globals().get("x")).responses.create(input="80")  #~ MIMA001 openai.OpenAI.responses.create


# 81 descriptor with set_name
class Lazy:
    def __init__(self, make):
        self.make = make

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner=None):
        return self.make()


class UsesLazy:
    client = Lazy(OpenAI)
    other = Lazy(lambda: OpenAI())

    def go(self):
        self.client.responses.create(input="81")  #~ MIMA001 openai.OpenAI.responses.create
        self.other.responses.create(input="81b")  #~ MIMA001 openai.OpenAI.responses.create


# 82 metaclass property
class M82(type):
    @property
    def client(cls):
        return OpenAI()


class K82(metaclass=M82):
    pass


K82.client.responses.create(input="82")  #~? MIMA001 openai.OpenAI.responses.create -- an attribute of a metaclass  #~! MIMA003 -- it is a call


# 83 chained fluent own
class Fluent:
    def set(self, c):
        self.c = c
        return self

    def get(self):
        return self.c


Fluent().set(OpenAI()).get().responses.create(input="83")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


# 84 tuple return
def two():
    return OpenAI(), "x"


c84, _ = two()
c84.responses.create(input="84")  #~ MIMA001 openai.OpenAI.responses.create
two()[0].responses.create(input="84b")  #~ MIMA001 openai.OpenAI.responses.create


# 85 nested function returned
def outer():
    client = OpenAI()

    def inner(text):
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create

    return inner


# 86 class in function
def cls86():
    class Inner:
        client = OpenAI()

    return Inner


cls86().client.responses.create(input="86")  #~ MIMA001 openai.OpenAI.responses.create


# 87 type() created class
Dyn = type("Dyn", (), {"client": OpenAI()})
Dyn.client.responses.create(input="87")  #~? MIMA001 openai.OpenAI.responses.create -- a class that a call makes  #~! MIMA003 -- it is a call
Dyn().client.responses.create(input="87b")  #~? MIMA001 openai.OpenAI.responses.create -- a class that a call makes  #~! MIMA003 -- it is a call


# 88 super().__init__(client)
class Base88:
    def __init__(self, client):
        self.client = client


class Sub88(Base88):
    def __init__(self):
        super().__init__(OpenAI())

    def go(self):
        return self.client.responses.create(input="88")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


# 89 kwargs pop
class Kw:
    def __init__(self, **kwargs):
        self.client = kwargs.pop("client")

    def go(self):
        return self.client.responses.create(input="89")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


Kw(client=OpenAI())


# 90 kwargs get default
class Kw2:
    def __init__(self, **kwargs):
        self.client = kwargs.get("client", OpenAI())

    def go(self):
        return self.client.responses.create(input="90")  #~ MIMA001 openai.OpenAI.responses.create


# 91 locals/star expression
args91 = (OpenAI(),)


def f91(c):
    return c.responses.create(input="91")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


f91(*args91)
kw92 = {"c": OpenAI()}


def f92(c):
    return c.responses.create(input="92")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


f92(**kw92)


# 93 method bound stored
class Bound:
    def __init__(self):
        self.create = OpenAI().responses.create

    def go(self):
        return self.create(input="93")  #~ MIMA001 openai.OpenAI.responses.create


# 94 method as dict value
OPS = {"r": OpenAI().responses.create}
OPS["r"](input="94")  #~ MIMA001 openai.OpenAI.responses.create


# 95 singledispatch
@functools.singledispatch
def handle(x):
    raise TypeError


@handle.register
def _(x: OpenAI):
    return x.responses.create(input="95")  #~ MIMA001 openai.OpenAI.responses.create


# 96 cached property chain
class Cached:
    @functools.cached_property
    def api(self):
        return OpenAI().responses

    def go(self):
        return self.api.create(input="96")  #~ MIMA001 openai.OpenAI.responses.create
