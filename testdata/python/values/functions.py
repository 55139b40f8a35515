"""Handles that come from functions and go into them."""
import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from functools import cache, lru_cache, partial, wraps
from threading import Thread

from openai import AsyncOpenAI, OpenAI

client = OpenAI()


def make():
    return OpenAI()


def make_annotated() -> OpenAI:
    return build_somehow()


def make_either(flag):
    if flag:
        return OpenAI()
    return None


@lru_cache(maxsize=1)
def make_cached():
    return OpenAI()


@cache
def make_cached_too():
    handle = OpenAI()
    return handle


async def make_async():
    return AsyncOpenAI()


def make_through(kind):
    return make()


def make_class():
    return OpenAI


def generate():
    yield OpenAI()


def factories(text):
    make().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create flow=constructed,returned,called
    make_annotated().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    make_either(True).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    make_cached().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    make_cached_too().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    make_through("x").responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create flow=constructed,returned,returned,called
    make_class()().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    for handle in generate():
        handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    next(generate()).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


async def async_factories(text):
    (await make_async()).responses.create(input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create
    asyncio.run(make_async()).responses.create(input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create


def identity(x):
    return x


def generic_helpers(text):
    identity(client).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    identity("a string").responses.create(input=text)


def untyped(handle, text):
    return handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


untyped(client, "x")


def by_keyword(*, handle, text="x"):
    return handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


by_keyword(handle=client)


def by_default(text, handle=client):
    return handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def annotated(handle: OpenAI, text):
    return handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def variadic(*handles, **named):
    handles[0].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
    named["client"].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


variadic(client, client=client)


def spread(handle, text):
    return handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


spread(*[client, "x"])


def closure():
    own = OpenAI()

    def ask(text):
        return own.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create

    return ask


def make_asker(handle):
    def ask(text):
        return handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium

    return ask


make_asker(client)("x")


def partials(text):
    ask = partial(client.responses.create, model="gpt-4o")
    ask(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    make_later = partial(OpenAI, api_key="x")
    make_later().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    bound = partial(untyped_two, client)
    bound("x")
    partial(client.responses.create, input=text)()  #~ MIMA001 openai.OpenAI.responses.create


def untyped_two(handle, text):
    return handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


def bound_methods(text):
    create = client.responses.create
    create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    table = {"ask": client.responses.create}
    table["ask"](input=text)  #~ MIMA001 openai.OpenAI.responses.create


def by_name(text):
    getattr(client, "responses").create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    getattr(client.responses, "create")(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    name = "responses"
    getattr(client, name).create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def passed_on(texts):
    with ThreadPoolExecutor() as executor:
        executor.submit(client.responses.create, input="x")  #~ MIMA001 openai.OpenAI.responses.create
        executor.map(client.responses.create, texts)  #~ MIMA001 openai.OpenAI.responses.create
    Thread(target=client.responses.create).start()  #~ MIMA001 openai.OpenAI.responses.create
    list(map(client.responses.create, texts))  #~ MIMA001 openai.OpenAI.responses.create
    retry(client.responses.create, input="x")  #~ MIMA001 openai.OpenAI.responses.create


async def passed_on_asynchronously(texts):
    await asyncio.to_thread(client.responses.create, input="x")  #~ MIMA001 openai.OpenAI.responses.create
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, client.responses.create, "x")  #~ MIMA001 openai.OpenAI.responses.create


def retry(function, **arguments):
    # Reported where the method is passed, not here.
    return function(**arguments)


def stored_only():
    # A method that is kept is no call.
    kept = client.responses.create
    return kept


@contextmanager
def session():
    yield OpenAI()


@asynccontextmanager
async def async_session():
    async with AsyncOpenAI() as handle:
        yield handle


def contexts(text):
    with OpenAI() as handle:
        handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    with session() as handle:
        handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    with session() as first, OpenAI() as second:
        first.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
        second.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    with (OpenAI() as grouped,):
        grouped.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


async def async_contexts(text):
    async with async_session() as handle:
        await handle.responses.create(input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create


def decorator(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


@decorator
def make_decorated():
    return OpenAI()


def inject(function):
    def wrapper(text):
        return function(client, text)

    return wrapper


@inject
def injected(handle, text):
    return handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


def through_decorators(text):
    make_decorated().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    injected(text)


def recursive(handle, depth):
    if depth:
        return recursive(handle, depth - 1)
    return handle.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


recursive(client, 3)


def forever():
    return forever()


forever().responses.create(input="x")  #~ MIMA003
