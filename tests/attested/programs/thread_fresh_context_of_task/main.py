import asyncio
import contextvars

from mima_governance import AsyncMimaGovernance
from openai import AsyncOpenAI

aclient = AsyncOpenAI()
amima = AsyncMimaGovernance(api_key="k", system_name="desk")


async def one(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


async def two(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


@amima.attest(tool_name="fresh")
async def fresh(q):
    return await asyncio.create_task(one(q), context=contextvars.Context())


@amima.attest(tool_name="copied")
async def copied(q):
    return await asyncio.create_task(two(q), context=contextvars.copy_context())


asyncio.run(fresh("x"))
asyncio.run(copied("x"))
