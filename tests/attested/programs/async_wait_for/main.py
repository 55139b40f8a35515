import asyncio

from mima_governance import AsyncMimaGovernance
from openai import AsyncOpenAI

aclient = AsyncOpenAI()
amima = AsyncMimaGovernance(api_key="k", system_name="desk")


async def one(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


@amima.attest(tool_name="timed")
async def timed(q):
    return await asyncio.wait_for(one(q), timeout=5)


asyncio.run(timed("x"))
