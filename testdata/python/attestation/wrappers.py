"""Decorators of the project whose wrappers call the function before they return, and those that put a marker around it."""
import asyncio, functools, inspect, logging, time, types, operator, contextlib
from contextlib import ContextDecorator, contextmanager, asynccontextmanager, AsyncContextDecorator
from dataclasses import dataclass
from tenacity import retry, stop_after_attempt, Retrying
from mima_governance import MimaGovernance, AsyncMimaGovernance
from openai import OpenAI, AsyncOpenAI
client, aclient = OpenAI(), AsyncOpenAI()
mima, amima = MimaGovernance(), AsyncMimaGovernance()
log = logging.getLogger(__name__)


def timed(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        start = time.time()
        try:
            return fn(*args, **kwargs)
        finally:
            log.debug("%s took %s", fn.__name__, time.time() - start)
    return wrapper


def retried(times=2, *, delay=0.0):
    def decorate(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            for attempt in range(times):
                try:
                    return fn(*args, **kwargs)
                except ValueError:
                    time.sleep(delay)
        return wrapper
    return decorate


def logged(fn=None, *, level="info"):
    def decorate(func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            log.info("call")
            return func(*args, **kwargs)
        return wrapper
    if fn is None:
        return decorate
    return decorate(fn)


def logged2(fn=None, *, level="info"):
    if fn is None:
        return functools.partial(logged2, level=level)

    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        return fn(*args, **kwargs)
    return wrapper


def either(fn):
    if inspect.iscoroutinefunction(fn):
        @functools.wraps(fn)
        async def awrapper(*args, **kwargs):
            return await fn(*args, **kwargs)
        return awrapper

    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        return fn(*args, **kwargs)
    return wrapper


class Counted:
    def __init__(self, fn):
        functools.update_wrapper(self, fn)
        self.fn = fn
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.fn(*args, **kwargs)

    def __get__(self, obj, owner=None):
        return functools.partial(self.__call__, obj)


class Limit:
    def __init__(self, n):
        self.n = n

    def __call__(self, fn):
        @functools.wraps(fn)
        def wrapper(*a, **k):
            self.check()
            return fn(*a, **k)
        return wrapper

    def check(self):
        pass


class Policies:
    def __init__(self):
        self.seen = []

    def checked(self, fn):
        @functools.wraps(fn)
        def wrapper(*a, **k):
            self.seen.append(fn.__name__)
            return fn(*a, **k)
        return wrapper

    def named(self, name):
        def decorate(fn):
            @functools.wraps(fn)
            def wrapper(*a, **k):
                return fn(*a, **k)
            return wrapper
        return decorate


policies = Policies()


def call_it(fn, *a, **k):
    return fn(*a, **k)


def helped(fn):
    @functools.wraps(fn)
    def wrapper(*a, **k):
        return call_it(fn, *a, **k)
    return wrapper


def helped_inside(fn):
    @functools.wraps(fn)
    def wrapper(*a, **k):
        def attempt():
            return fn(*a, **k)
        return call_it(attempt)
    return wrapper


def tenacious(fn):
    @functools.wraps(fn)
    def wrapper(*a, **k):
        @retry(stop=stop_after_attempt(2))
        def attempt():
            return fn(*a, **k)
        return attempt()
    return wrapper


def retrying(fn):
    @functools.wraps(fn)
    def wrapper(*a, **k):
        return Retrying(stop=stop_after_attempt(2))(fn, *a, **k)
    return wrapper


def by_partial(fn):
    return functools.partial(call_it, fn)


def bound(fn):
    return functools.partial(fn, tone="kind")


def thrice(level):
    def outer(fn):
        def build(inner_fn):
            @functools.wraps(inner_fn)
            def wrapper(*a, **k):
                return inner_fn(*a, **k)
            return wrapper
        return build(fn)
    return outer


def tagged(fn):
    fn.tag = "x"
    return fn


def counted(fn):
    @functools.wraps(fn)
    def wrapper(*a, **k):
        wrapper.calls += 1
        return fn(*a, **k)
    wrapper.calls = 0
    return wrapper


def lambdas(fn):
    return lambda *a, **k: fn(*a, **k)


@mima.attest(tool_name="x")
@timed
def p1(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@retried(3, delay=0.1)
def p2(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@logged
def p3(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@logged(level="debug")
def p4(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@logged2
def p5(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@logged2(level="debug")
def p6(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@either
def p7(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@amima.attest(tool_name="x")
@either
async def p8(q):
    return await aclient.responses.create(input=q)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest


@mima.attest(tool_name="x")
@Counted
def p9(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@Limit(3)
def p10(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@policies.checked
def p11(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@policies.named("n")
def p12(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@helped
def p13(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@helped_inside
def p14(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@tenacious
def p15(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@retrying
def p16(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@by_partial
def p17(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@bound
def p18(q, tone):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@thrice("x")
def p19(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@tagged
@timed
@counted
def p20(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
@lambdas
def p21(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@timed
@mima.attest(tool_name="x")
@Counted
def p22(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

# --- markers inside
class Governed:
    def __init__(self, fn):
        functools.update_wrapper(self, fn)
        self._fn = fn

    def __call__(self, *a, **k):
        with mima.trace("x"):
            return self._fn(*a, **k)


@Governed
def m1(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


class KeepsAttested:
    def __init__(self, fn):
        self.fn = mima.attest(tool_name="x")(fn)

    def __call__(self, *a, **k):
        return self.fn(*a, **k)


@KeepsAttested
def m2(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


class governed(ContextDecorator):
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        self.cm = mima.trace(self.name)
        self.cm.__enter__()
        return self

    def __exit__(self, *exc):
        return self.cm.__exit__(*exc)


@governed("x")
def m3(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


def both(fn):
    if inspect.iscoroutinefunction(fn):
        @functools.wraps(fn)
        async def awrapper(*a, **k):
            async with amima.trace("x"):
                return await fn(*a, **k)
        return awrapper

    @functools.wraps(fn)
    def wrapper(*a, **k):
        with mima.trace("x"):
            return fn(*a, **k)
    return wrapper


@both
def m4(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


@both
async def m5(q):
    return await aclient.responses.create(input=q)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.trace


def both2(fn):
    if asyncio.iscoroutinefunction(fn):
        return amima.attest(tool_name=fn.__name__)(fn)
    return mima.attest(tool_name=fn.__name__)(fn)


@both2
def m6(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@both2
async def m7(q):
    return await aclient.responses.create(input=q)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest


def gov(fn=None, *, name=None):
    def decorate(func):
        @functools.wraps(func)
        def wrapper(*a, **k):
            with mima.trace(name or func.__name__):
                return func(*a, **k)
        return wrapper
    return decorate if fn is None else decorate(fn)


@gov
def m8(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


@gov(name="x")
def m9(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


def gov2(fn=None, *, name="x"):
    if fn is None:
        return lambda f: gov2(f, name=name)
    return mima.attest(tool_name=name)(fn)


@gov2
def m10(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@gov2(name="y")
def m11(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@contextmanager
def traced(name):
    with mima.trace(name):
        yield


@traced("x")
def m12(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


@asynccontextmanager
async def atraced(name):
    async with amima.trace(name):
        yield


@atraced("x")
async def m13(q):
    return await aclient.responses.create(input=q)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.trace


@mima.trace("x")
def m14(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


@amima.trace("x")
async def m15(q):
    return await aclient.responses.create(input=q)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.trace


class agoverned(AsyncContextDecorator):
    async def __aenter__(self):
        self.cm = amima.trace("x")
        await self.cm.__aenter__()

    async def __aexit__(self, *exc):
        return await self.cm.__aexit__(*exc)


@agoverned()
async def m16(q):
    return await aclient.responses.create(input=q)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.trace


class Desk:
    def governed(self, fn):
        @functools.wraps(fn)
        def wrapper(*a, **k):
            with mima.trace("x"):
                return fn(*a, **k)
        return wrapper


desk = Desk()


@desk.governed
def m17(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


@both
@timed
def m18(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


@timed
def t1(q):
    return client.responses.create(input=q)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="x")
def t0(q):
    return t1(q)

for f in (p1,p2,p3,p4,p5,p6,p7,p9,p10,p11,p12,p13,p14,p15,p16,p17,p18,p19,p20,p21,p22,m1,m2,m3,m4,m6,m8,m9,m10,m11,m12,m14,m17,m18,t0):
    f("x")


async def go():
    for f in (p8, m5, m7, m13, m15, m16):
        await f("x")


asyncio.run(go())
