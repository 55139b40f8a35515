import asyncio
import functools

from mima_governance import MimaGovernance
from openai import AsyncOpenAI, OpenAI

client = OpenAI()
aclient = AsyncOpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def traced(fn):
    @functools.wraps(fn)
    def inner(*args):
        with mima.trace(fn.__name__):
            return fn(*args)

    return inner


@traced
async def ask(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


@traced
def rank(q):
    return client.responses.create(model="gpt-4o", input=q)


asyncio.run(ask("x"))
rank("x")
