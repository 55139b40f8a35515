"""A handle keeps its value through every expression that hands it on."""
import asyncio
import os
from openai import AsyncOpenAI, OpenAI

client = OpenAI()
backup = OpenAI()


def chains(text):
    client.with_options(timeout=1).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    client.with_options(timeout=1).with_options(timeout=2).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    (client).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    completions = client.chat.completions
    completions.create(model="gpt-4o", messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o
    create = completions.create
    create(messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create
    return client.responses.create(input=text).output_text.strip().upper()  #~ MIMA001 openai.OpenAI.responses.create


def several_lines(text):
    return (
        client  #~ MIMA001 openai.OpenAI.responses.create
        .responses
        .create(input=text)
    )


def conditional(text, flag):
    (client if flag else None).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    handle = None if flag else backup
    handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def boolean(text, given=None):
    (given or client).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    handle = given or client
    handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    (text and client).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    return client and client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def walrus(text):
    if (handle := OpenAI()) is not None:
        handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    (inline := OpenAI()).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    while reply := client.responses.create(input=text):  #~ MIMA001 openai.OpenAI.responses.create
        print(reply)
    return inline


def unpacking(text):
    first, second = OpenAI(), "name"
    first.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    second.responses.create(input=text)
    (a, (b, c)) = 1, ("x", OpenAI())
    c.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    b.responses.create(input=text)
    [d, e] = [OpenAI(), None]
    d.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    head, *rest = "x", OpenAI(), OpenAI()
    rest[0].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    head.responses.create(input=text)
    start, *middle, end = OpenAI(), "x", OpenAI()
    middle[0].responses.create(input=text)
    start, *most, end = [*[OpenAI(), OpenAI()], "x", "y"]
    most[0].responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    *_, before, after = "x", OpenAI(), None
    before.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    end.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    *front, last = None, OpenAI()
    last.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    x = y = OpenAI()
    x.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    y.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    one, two = [OpenAI() for _ in range(2)]
    two.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    p, q = make_pair()
    p.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    q.responses.create(input=text)
    p, q = q, p
    q.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    p.responses.create(input=text)


def make_pair():
    return OpenAI(), "a name"


def formatted(text):
    return f"{client.responses.create(input=text).output_text!r:>{len(text)}}"  #~ MIMA001 openai.OpenAI.responses.create


def nested_calls(text):
    print(client.responses.create(input=client.responses.create(input=text).output_text))  #~ MIMA001 openai.OpenAI.responses.create ; MIMA001 openai.OpenAI.responses.create
    return [client.responses.create(input=text)], {"a": client.responses.create(input=text)}  #~ MIMA001 openai.OpenAI.responses.create ; MIMA001 openai.OpenAI.responses.create


def in_odd_places(text, default=client.responses.create(input="at definition")):  #~ MIMA001 openai.OpenAI.responses.create
    assert client.responses.create(input=text), "message"  #~ MIMA001 openai.OpenAI.responses.create
    del [client.responses.create(input=text)][0]  #~ MIMA001 openai.OpenAI.responses.create
    raise ValueError(client.responses.create(input=text))  #~ MIMA001 openai.OpenAI.responses.create


@print(client.responses.create(input="decorator"))  #~ MIMA001 openai.OpenAI.responses.create
def decorated(text: client.responses.create(input="annotation") = None):  #~ MIMA001 openai.OpenAI.responses.create
    yield client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    yield from client.responses.create(input=text, stream=True)  #~ MIMA001 openai.OpenAI.responses.create
    answer = yield client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    return answer


def lambdas(text):
    ask = lambda prompt: client.responses.create(input=prompt)  #~ MIMA001 openai.OpenAI.responses.create
    ask(text)
    get = lambda: client
    get().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    return (lambda handle: handle.responses.create(input=text))(client)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


async def awaiting(text):
    asynchronous = AsyncOpenAI()
    await asynchronous.responses.create(input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create
    handle = await make_async()
    await handle.responses.create(input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create
    await (await make_async()).responses.create(input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create
    task = asyncio.create_task(asynchronous.responses.create(input=text))  #~ MIMA001 openai.AsyncOpenAI.responses.create
    await asyncio.gather(*[asynchronous.responses.create(input=t) for t in text])  #~ MIMA001 openai.AsyncOpenAI.responses.create
    await asyncio.wait_for(asynchronous.responses.create(input=text), timeout=1)  #~ MIMA001 openai.AsyncOpenAI.responses.create
    async for event in await asynchronous.responses.create(input=text, stream=True):  #~ MIMA001 openai.AsyncOpenAI.responses.create
        print(event, task)


async def make_async():
    return AsyncOpenAI()


def strings_of_models(text):
    model = os.environ.get("MODEL", "gpt-4o")
    client.responses.create(model=model, input=text)  #~ MIMA001 openai.OpenAI.responses.create
    name = "gpt-" + "4o"
    client.responses.create(model=name, input=text)  #~ MIMA001 openai.OpenAI.responses.create
    constant = "gpt-4.1"
    client.responses.create(model=constant, input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4.1
    client.responses.create(**{"model": "gpt-4.1", "input": text})  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4.1
    options = dict(model="gpt-4.1")
    client.responses.create(input=text, **options)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4.1


def the_shortest_way(text):
    renamed = client
    again = renamed
    chosen = again if text else client
    chosen.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create flow=constructed,stored,stored,called
