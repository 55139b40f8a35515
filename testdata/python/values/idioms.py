import asyncio
import functools
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from enum import Enum

from openai import AsyncOpenAI, OpenAI
from werkzeug.local import LocalProxy
from django.utils.functional import SimpleLazyObject


class Model(Enum):
    GPT = OpenAI()
    MINI = OpenAI(base_url="x")

    def ask(self):
        return self.value.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


Model.GPT.value.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
Model["GPT"].value.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
for m in Model:
    m.value.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class Names(str, Enum):
    GPT = "gpt-4o"


OpenAI().responses.create(model=Names.GPT.value)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
OpenAI().responses.create(model=Names.GPT)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o


def make():
    return OpenAI()


def future():
    pool = ThreadPoolExecutor()
    pool.submit(make).result().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    f = pool.submit(OpenAI)
    c = f.result()
    c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    futures = [pool.submit(make) for _ in range(3)]
    for f in futures:
        f.result().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


async def thread():
    client = await asyncio.to_thread(make)
    client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    loop = asyncio.get_running_loop()
    other = await loop.run_in_executor(None, make)
    other.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


async def stack():
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(AsyncOpenAI())
        await client.responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create
        c = stack.enter_context(OpenAI())
        c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class Held:
    def __init__(self):
        self.stack = ExitStack()

    def go(self):
        c = self.stack.enter_context(OpenAI())
        return c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def with_client(model="x"):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            return function(*args, client=OpenAI(), **kwargs)

        return wrapper

    return decorate


@with_client()
def ask(text, client=None):
    return client.responses.create(model="gpt-4o", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o confidence=medium


def inject(function):
    def wrapper(*args, **kwargs):
        kwargs["client"] = OpenAI()
        return function(*args, **kwargs)

    return wrapper


@inject
def ask2(text, client):
    return client.responses.create(model="gpt-4o", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o confidence=medium


class Inject:
    def __init__(self, function):
        self.function = function

    def __call__(self, *args):
        return self.function(OpenAI(), *args)


@Inject
def ask3(client, text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


def part(function):
    return functools.partial(function, OpenAI())


@part
def ask4(client, text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


class S:
    @with_client()
    def go(self, text, client):
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


def deco_self(function):
    def wrapper(self, *args):
        client = OpenAI()
        return function(self, client, *args)

    return wrapper


class S2:
    @deco_self
    def go(self, client, text):
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


lazy = SimpleLazyObject(lambda: OpenAI())
lazy.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
proxy = LocalProxy(make)
proxy.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


@LocalProxy
def current():
    return OpenAI()


current.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def match(value):
    match value:
        case OpenAI() as c:
            c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
        case {"client": OpenAI() as d}:
            d.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
        case [OpenAI() as e, *_]:
            e.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
        case (OpenAI() | AsyncOpenAI()) as f:
            f.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def match2():
    match {"client": OpenAI()}:
        case {"client": c}:
            c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class Conf:
    def __init__(self):
        self.client = OpenAI()


def match3(conf):
    match conf:
        case Conf(client=c):
            c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def match4(kind):
    match kind:
        case "a":
            client = OpenAI()
        case _:
            client = OpenAI(base_url="x")
    return client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
