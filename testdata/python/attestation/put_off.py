"""Decorators of the project below a marker, or around one, that let the body run at another time, and ways round a wrapper."""
import asyncio, functools, inspect, queue, threading, collections, operator
from contextlib import ContextDecorator, contextmanager, asynccontextmanager
from concurrent.futures import ThreadPoolExecutor
from tenacity import retry, stop_after_attempt
from mima_governance import MimaGovernance, AsyncMimaGovernance
from openai import OpenAI, AsyncOpenAI
client, aclient = OpenAI(), AsyncOpenAI()
mima, amima = MimaGovernance(), AsyncMimaGovernance()
jobs, later, pending, pool = queue.Queue(), collections.deque(), {}, ThreadPoolExecutor()


def call_it(fn, *a):
    return fn(*a)


def keep_it(fn, *a):
    later.append(lambda: fn(*a))


def kept_in_dict(fn):
    def wrapper(*a):
        pending[a] = fn
    return wrapper


def kept_by_helper(fn):
    def wrapper(*a):
        keep_it(fn, *a)
    return wrapper


class Promise:
    def __init__(self, fn, a):
        self.fn, self.a = fn, a

    def result(self):
        return self.fn(*self.a)


class Promise2:
    def __init__(self, fn, a):
        self.fn = fn
        self.a = a

    def result(self):
        return self.fn(*self.a)


def promised(fn):
    def wrapper(*a):
        return Promise2(fn, a)
    return wrapper


def closure_out(fn):
    def wrapper(*a):
        def run():
            return fn(*a)
        return run
    return wrapper


def in_thread(fn):
    def wrapper(*a):
        t = threading.Thread(target=fn, args=a); t.start(); t.join()
    return wrapper


def in_pool(fn):
    def wrapper(*a):
        return pool.submit(fn, *a).result()
    return wrapper


def sometimes(fn):
    def wrapper(*a, wait=False):
        if wait:
            return fn(*a)
        later.append(functools.partial(fn, *a))
    return wrapper


class Deferred:
    def __init__(self, fn):
        self.fn = fn

    def __call__(self, *a):
        later.append(functools.partial(self.fn, *a))


class Registered:
    all = []

    def __init__(self, fn):
        self.fn = fn
        Registered.all.append(self)

    def __call__(self, *a):
        return self.fn(*a)


def both_ways(fn):
    @functools.wraps(fn)
    def wrapper(*a):
        return fn(*a)
    wrapper.original = fn
    return wrapper


def via_lambda(fn):
    wrapper = lambda *a: fn(*a)
    wrapper.now = lambda *a: fn(*a)
    return wrapper


def generator(fn):
    def wrapper(*a):
        yield from [fn(*a)]
    return wrapper


def listed(fn):
    def wrapper(*a):
        return [fn, a]
    return wrapper


def method_kept(fn):
    class Handle:
        def run(self, *a):
            return fn(*a)

    def wrapper(*a):
        return Handle()
    return wrapper


def at_once(fn):
    value = fn("x")

    def wrapper(*a):
        return value
    return wrapper


def passthrough(fn):
    @functools.wraps(fn)
    def wrapper(*a):
        return fn(*a)
    return wrapper


@mima.attest(tool_name="x")
@kept_in_dict
def n1(q):
    return client.responses.create(input=q)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@kept_by_helper
def n2(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@promised
def n3(q):
    return client.responses.create(input=q)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@closure_out
def n4(q):
    return client.responses.create(input=q)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@in_thread
def n5(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@in_pool
def n6(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@sometimes
def n7(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@Deferred
def n8(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@Registered
def n9(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@both_ways
def n10(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@via_lambda
def n11(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@generator
def n12(q):
    return client.responses.create(input=q)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@listed
def n13(q):
    return client.responses.create(input=q)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@method_kept
def n14(q):
    return client.responses.create(input=q)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@at_once
def n15(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@passthrough
async def n16(q):
    return await aclient.responses.create(input=q)  #~ MIMA011 openai.AsyncOpenAI.responses.create

# inside
@contextmanager
def traced(name):
    with mima.trace(name):
        yield


@traced("x")
async def n17(q):
    return await aclient.responses.create(input=q)  #~ MIMA011 openai.AsyncOpenAI.responses.create


@traced("x")
def n18(qs):
    for q in qs:
        yield client.responses.create(input=q)  #~ MIMA011 openai.OpenAI.responses.create


class governed(ContextDecorator):
    def __enter__(self):
        self.cm = mima.trace("x")
        self.cm.__enter__()

    def __exit__(self, *exc):
        return self.cm.__exit__(*exc)


@governed()
async def n19(q):
    return await aclient.responses.create(input=q)  #~ MIMA011 openai.AsyncOpenAI.responses.create


@governed()
def n20(qs):
    for q in qs:
        yield client.responses.create(input=q)  #~ MIMA011 openai.OpenAI.responses.create


@mima.trace("x")
async def n21(q):
    return await aclient.responses.create(input=q)  #~ MIMA011 openai.AsyncOpenAI.responses.create


def queued_inside(fn):
    def wrapper(*a):
        with mima.trace("x"):
            later.append(functools.partial(fn, *a))
    return wrapper


@queued_inside
def n22(q):
    return client.responses.create(input=q)  #~ MIMA001 openai.OpenAI.responses.create


class Task:
    def __init__(self, fn):
        self.fn = fn

    def __call__(self, *a):
        with mima.trace("x"):
            return self.fn(*a)

    def direct(self, *a):
        return self.fn(*a)


@Task
def n23(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create

# attributes
@mima.attest(tool_name="x")
def n24(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
def n25(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
def n26(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest(tool_name="x")
@retry(stop=stop_after_attempt(2))
def n27(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


def again(fn, q):
    return fn.retry_with(stop=stop_after_attempt(1))(q)


def registering_too(fn):
    pending[fn.__name__] = fn
    return mima.attest(tool_name="x")(fn)


@registering_too
def n28(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


def stripped(fn):
    raw = inspect.unwrap(fn)

    @functools.wraps(fn)
    def wrapper(*a):
        return raw(*a)
    return wrapper


@stripped
@mima.attest(tool_name="x")
def n29(q):
    return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create


class C:
    @mima.attest(tool_name="x")
    def n30(self, q):
        return client.responses.create(input=q)  #~ MIMA010 openai.OpenAI.responses.create

n1("x"); pending[("x",)]("x"); n2("x"); n3("x").result(); n4("x")(); n5("x"); n6("x"); n7("x", wait=True); n7("x"); n8("x")
n9("x"); Registered.all[0]("x"); n10("x"); n10.original("x"); n11("x"); n11.now("x"); list(n12("x")); fn, a = n13("x"); fn(*a); n14("x").run("x"); n15("x")
asyncio.run(n16("x")); asyncio.run(n17("x")); list(n18(["x"])); asyncio.run(n19("x")); list(n20(["x"])); asyncio.run(n21("x")); n22("x")
n23("x"); n23.direct("x")
operator.attrgetter("__wrapped__")(n24)("x"); vars(n25)["__wrapped__"]("x"); n26.__dict__["__wrapped__"]("x"); n27("x"); again(n27, "x")
n28("x"); pending["n28"]("x"); n29("x")
C.n30.__wrapped__(C(), "x")
while later: later.popleft()()
