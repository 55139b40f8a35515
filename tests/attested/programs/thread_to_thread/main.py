import asyncio

from mima_governance import AsyncMimaGovernance, MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")
amima = AsyncMimaGovernance(api_key="k", system_name="desk")


def one(q):
    return client.responses.create(model="gpt-4o", input=q)


def two(q):
    return client.responses.create(model="gpt-4o", input=q)


def three(q):
    return client.responses.create(model="gpt-4o", input=q)


@amima.attest(tool_name="kept")
async def kept(q):
    return await asyncio.to_thread(one, q)


async def traced(q):
    with mima.trace("traced"):
        return await asyncio.to_thread(two, q)


@amima.attest(tool_name="lost")
async def lost(q):
    return await asyncio.get_running_loop().run_in_executor(None, three, q)


asyncio.run(kept("x"))
asyncio.run(traced("x"))
asyncio.run(lost("x"))
