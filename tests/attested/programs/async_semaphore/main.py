import asyncio

from mima_governance import AsyncMimaGovernance
from openai import AsyncOpenAI

aclient = AsyncOpenAI()
amima = AsyncMimaGovernance(api_key="k", system_name="desk")
limit = asyncio.Semaphore(2)


@amima.attest(tool_name="one")
async def one(q):
    async with limit:
        return await aclient.responses.create(model="gpt-4o", input=q)


async def many(qs):
    return await asyncio.gather(*[one(q) for q in qs])


asyncio.run(many(["a", "b"]))
