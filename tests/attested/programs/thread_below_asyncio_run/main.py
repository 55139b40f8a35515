import asyncio

from mima_governance import MimaGovernance
from openai import AsyncOpenAI, OpenAI

client = OpenAI()
aclient = AsyncOpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def one(q):
    return client.responses.create(model="gpt-4o", input=q)


async def one_later(q):
    return await asyncio.to_thread(one, q)


async def two(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


@mima.attest(tool_name="in a thread")
def in_a_thread(q):
    return asyncio.run(one_later(q))


@mima.attest(tool_name="in this one")
def in_this_one(q):
    return asyncio.run(two(q))


in_a_thread("x")
in_this_one("x")
