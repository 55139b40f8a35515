"""What gives a handle in the place of a function, a class or an object."""
import asyncio

from openai import OpenAI

client = OpenAI()


def instead(made):
    return client


def plain(made):
    return made


@instead
def of_function():
    pass


@instead
class OfClass:
    pass


@plain
def function():
    return {}


def make(name, bases, members):
    return client


class Made(metaclass=make):
    pass


class Meta(type):
    def __getitem__(cls, key):
        return client

    def __iter__(cls):
        return iter([client])


class Rows(metaclass=Meta):
    pass


class Growing:
    def __iadd__(self, other):
        return client

    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return client


def set_later():
    global set_by_call
    set_by_call = OpenAI()


set_later()
set_by_call.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
of_function.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
OfClass.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
function.responses.create(model="a")
Made.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
Rows["x"].responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
for row in Rows:
    row.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
growing = Growing()
growing += 1
growing.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


async def waited():
    (await Growing()).responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


async def result():
    task = asyncio.create_task(connect())
    await task
    task.result().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


async def connect():
    return client


def returned():
    try:
        connect().send(None)
    except StopIteration as stopped:
        stopped.value.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create confidence=low model=a
