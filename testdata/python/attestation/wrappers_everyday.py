"""More wrappers as programs have them: typed, cached, locked, asynchronous, objects, registries of what is attested."""
import asyncio, functools, inspect, logging, time, threading
from dataclasses import dataclass
from functools import wraps, lru_cache, partial
from typing import Any, Callable, TypeVar, ParamSpec, cast
from tenacity import retry, stop_after_attempt, Retrying, AsyncRetrying
from langchain_core.runnables import RunnableLambda
from mima_governance import MimaGovernance, AsyncMimaGovernance
from openai import OpenAI, AsyncOpenAI
client, aclient = OpenAI(), AsyncOpenAI()
mima, amima = MimaGovernance(), AsyncMimaGovernance()
F = TypeVar("F", bound=Callable[..., Any])
logger = logging.getLogger(__name__)
lock = threading.Lock()
cache = {}


def typed(fn: F) -> F:
    @wraps(fn)
    def wrapper(*args, **kwargs):
        logger.debug("enter %s", fn.__qualname__)
        result = fn(*args, **kwargs)
        logger.debug("leave %r", fn)
        return result
    return cast(F, wrapper)


def memo(fn):
    seen = {}

    @wraps(fn)
    def wrapper(key):
        if key not in seen:
            seen[key] = fn(key)
        return seen[key]
    wrapper.seen = seen
    wrapper.clear = seen.clear
    return wrapper


def locked(fn):
    @wraps(fn)
    def wrapper(*a, **k):
        with lock:
            return fn(*a, **k)
    return wrapper


def fallback(default):
    def decorate(fn):
        @wraps(fn)
        def wrapper(*a, **k):
            try:
                value = fn(*a, **k)
            except Exception:
                return default
            else:
                return value
        return wrapper
    return decorate


def only_if(flag):
    def decorate(fn):
        if not flag:
            return fn
        @wraps(fn)
        def wrapper(*a, **k):
            return fn(*a, **k)
        return wrapper
    return decorate


def validated(schema=None):
    def decorate(fn):
        sig = inspect.signature(fn)
        hints = getattr(fn, "__annotations__", {})
        @wraps(fn)
        def wrapper(*a, **k):
            bound = sig.bind(*a, **k)
            return fn(*bound.args, **bound.kwargs)
        wrapper.schema = schema
        return wrapper
    return decorate


def alog(fn):
    @wraps(fn)
    async def wrapper(*a, **k):
        t = time.perf_counter()
        result = await fn(*a, **k)
        logger.info("took %s", time.perf_counter() - t)
        return result
    return wrapper


def atimeout(seconds):
    def decorate(fn):
        @wraps(fn)
        async def wrapper(*a, **k):
            return await asyncio.wait_for(fn(*a, **k), timeout=seconds)
        return wrapper
    return decorate


def asynced(fn):
    @wraps(fn)
    async def wrapper(*a, **k):
        async for attempt in AsyncRetrying(stop=stop_after_attempt(2)):
            with attempt:
                return await fn(*a, **k)
    return wrapper


def to_sync(fn):
    @wraps(fn)
    def wrapper(*a, **k):
        return asyncio.run(fn(*a, **k))
    return wrapper


class Base:
    def __init__(self, fn):
        self._fn = fn

    def __call__(self, *a, **k):
        self.before()
        return self.run(*a, **k)

    def before(self):
        pass

    def run(self, *a, **k):
        return self._fn(*a, **k)


class Child(Base):
    def before(self):
        logger.info("x")


@dataclass
class Step:
    fn: Callable
    name: str = "x"

    def __call__(self, *a):
        return self.fn(*a)


def step(name):
    def decorate(fn):
        return Step(fn, name=name)
    return decorate


def step2(fn):
    return Step(fn=fn)


class Toolbox:
    def __init__(self):
        self.tools = {}

    def tool(self, name=None):
        def decorate(fn):
            governed = mima.attest(tool_name=name or fn.__name__)(fn)
            self.tools[name or fn.__name__] = governed
            return governed
        return decorate

    def call(self, name, *a):
        return self.tools[name](*a)


box = Toolbox()


class Metered:
    def __init__(self, fn):
        wraps(fn)(self)
        self.fn = fn

    def __call__(self, *a):
        with mima.trace("x"):
            return self.__wrapped__(*a)


class AMetered:
    def __init__(self, fn):
        self.fn = fn

    async def __call__(self, *a):
        async with amima.trace("x"):
            return await self.fn(*a)


def registry_of_attested(fn):
    attested = mima.attest("x")(fn)
    cache[fn.__name__] = attested
    return fn


@mima.attest("x")
@typed
def p1(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@memo
def p2(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@locked
@fallback(None)
@lru_cache
def p3(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@only_if(True)
def p4(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@validated({"q": str})
def p5(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@amima.attest("x")
@alog
async def p6(q):
    return await aclient.responses.create(input=q)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest


@amima.attest("x")
@atimeout(3)
@asynced
async def p7(q):
    return await aclient.responses.create(input=q)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest


@mima.attest("x")
@to_sync
async def p8(q):
    return await aclient.responses.create(input=q)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@Child
def p9(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@step("s")
def p10(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@step2
def p11(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@box.tool("t")
def p12(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@box.tool()
def p13(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@Metered
def p14(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


@AMetered
async def p15(q):
    return await aclient.responses.create(input=q)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.trace


@registry_of_attested
def p16(q):
    return client.responses.create(input=q)  #~ MIMA001 openai.OpenAI.responses.create


@mima.attest("x")
@retry(stop=stop_after_attempt(2))
def p17(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
def p18(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


class Service:
    @mima.attest("x")
    @typed
    def p19(self, q):
        return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    @staticmethod
    def guarded(fn):
        @wraps(fn)
        def wrapper(self, *a):
            with mima.trace("x"):
                return fn(self, *a)
        return wrapper

    def _guard(fn):
        @wraps(fn)
        def wrapper(self, *a):
            with mima.trace("x"):  #~! MIMA014 no AI call -- a function in the body of a class that is used as a decorator is taken for a method, and what it is given for the receiver
                return fn(self, *a)
        return wrapper

    @_guard
    def p20(self, q):
        return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


@Service.guarded
def p21(self, q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


def plain(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


governed_plain = mima.attest("x")(plain)
runnable = RunnableLambda(governed_plain)


def plain2(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


governed2 = mima.attest("x")(plain2)


def plain3(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


Retrying(stop=stop_after_attempt(2))(mima.attest("x")(plain3), "x")

for f in (p1,p2,p3,p4,p5,p8,p9,p10,p11,p12,p13,p14,p17,p18): f("x")
p17.calls = 0
print(p17.calls, p17.statistics.get("attempt_number"), p17.__name__, p2.clear, p3.cache_info() if hasattr(p3, "cache_info") else None)
box.call("t", "x"); cache["p16"]("x")
s = Service(); s.p19("x"); s.p20("x"); p21(None, "x")
runnable.invoke("x"); Retrying(stop=stop_after_attempt(2))(governed2, "x")


async def go():
    for f in (p6,p7,p15):
        await f("x")


asyncio.run(go())
