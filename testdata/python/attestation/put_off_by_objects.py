"""The same by objects, helpers and tasks; a context manager without a marker; wrappers that are taken off."""
import asyncio, functools, inspect, threading, contextlib
from functools import wraps, partial
from mima_governance import MimaGovernance, AsyncMimaGovernance
from openai import OpenAI, AsyncOpenAI
client, aclient = OpenAI(), AsyncOpenAI()
mima, amima = MimaGovernance(), AsyncMimaGovernance()
todo, table = [], {}


class Outbox:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def defer(self, fn):
        @wraps(fn)
        def wrapper(*a):
            self.push(lambda: fn(*a))
        return wrapper


outbox = Outbox()


def delayed(seconds):
    def decorate(fn):
        @wraps(fn)
        def wrapper(*a):
            t = threading.Timer(seconds, fn, a); t.start(); t.join()
        return wrapper
    return decorate


def tasked(fn):
    @wraps(fn)
    def wrapper(*a):
        def job():
            fn(*a)
        todo.append(job)
        return job
    return wrapper


def on_commit(fn):
    def wrapper(*a):
        register(fn, a)
    return wrapper


def register(callback, a):
    todo.append(partial(callback, *a))


class Lazy:
    def __init__(self, fn, *a):
        self.fn, self.a = fn, a


class Lazy2:
    def __init__(self, fn):
        self.fn = fn

    def __call__(self, *a):
        self.a = a
        return self

    def get(self):
        return self.fn(*self.a)


class Evented:
    def __init__(self, fn):
        self.handlers = []
        self.handlers.append(fn)

    def __call__(self, *a):
        return [h(*a) for h in self.handlers]


class Swapped:
    def __init__(self, fn):
        self.fn = fn

    def __call__(self, *a):
        return self.fn(*a)

    def __iter__(self):
        return iter([self.fn])


def coroutine_later(fn):
    @wraps(fn)
    async def wrapper(*a):
        return asyncio.create_task(fn(*a))
    return wrapper


def spawns(fn):
    @wraps(fn)
    async def wrapper(*a):
        todo.append(asyncio.ensure_future(fn(*a)))
    return wrapper


def optional(fn=None, *, later=False):
    def decorate(func):
        @wraps(func)
        def wrapper(*a):
            if later:
                todo.append(partial(func, *a)); return None
            return func(*a)
        return wrapper
    return decorate(fn) if fn else decorate


def tupled(fn):
    def wrapper(*a):
        return fn(*a)
    table["x"] = (wrapper, 1)
    return wrapper


def decorated_inner(fn):
    @outbox.defer
    def wrapper(*a):
        return fn(*a)
    return wrapper


def curried(fn):
    def first(a):
        def second():
            return fn(a)
        return second
    return first


@mima.attest("x")
@outbox.defer
def n1(q):
    return client.responses.create(input=q)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest("x")
@delayed(0)
def n2(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
@tasked
def n3(q):
    return client.responses.create(input=q)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest("x")
@on_commit
def n4(q):
    return client.responses.create(input=q)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest("x")
@Lazy2
def n5(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


@amima.attest("x")
@spawns
async def n6(q):
    return await aclient.responses.create(input=q)  #~ MIMA011 openai.AsyncOpenAI.responses.create


@mima.attest("x")
@optional(later=True)
def n7(q):
    return client.responses.create(input=q)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest("x")
@tupled
def n8(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
@decorated_inner
def n9(q):
    return client.responses.create(input=q)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest("x")
@curried
def n10(q):
    return client.responses.create(input=q)  #~ MIMA011 openai.OpenAI.responses.create


class Timer(contextlib.ContextDecorator):
    def __enter__(self):
        return self

    def __exit__(self, *e):
        return False


@Timer()
def n11(q):
    return client.responses.create(input=q)  #~ MIMA001 openai.OpenAI.responses.create


class Unwrapping:
    def __init__(self, fn):
        self.fn = inspect.unwrap(fn)

    def __call__(self, *a):
        return self.fn(*a)


@Unwrapping
@mima.attest("x")
def n12(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


def raw_of(fn):
    return fn.__wrapped__


@raw_of
@mima.attest("x")
def n13(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


class Runner:
    def __init__(self, fn):
        self.fn = fn

    def __call__(self, *a):
        return self.fn(*a)

    def bare(self):
        return self.fn


@mima.attest("x")
@Runner
def n14(q):
    return client.responses.create(input=q)  #~ MIMA011 openai.OpenAI.responses.create


def use(r):
    return r.fn("y")

n1("x"); outbox.items[0](); n2("x"); n3("x")(); n4("x"); n5("x").get()


async def go():
    await n6("x"); await asyncio.gather(*[t for t in todo if not callable(t)])


asyncio.run(go())
n7("x"); n8("x"); table["x"][0]("y"); n9("x"); outbox.items[-1](); n10("x")(); n11("x"); n12("x"); n13("x"); n14("x"); use(n14)
for j in todo:
    if callable(j):
        j()
