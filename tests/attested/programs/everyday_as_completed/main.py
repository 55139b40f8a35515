import asyncio

from mima_governance import AsyncMimaGovernance
from openai import AsyncOpenAI

aclient = AsyncOpenAI()
amima = AsyncMimaGovernance(api_key="k", system_name="desk")


async def one(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


@amima.attest(tool_name="first")
async def first(qs):
    return [await done for done in asyncio.as_completed([one(q) for q in qs])]


asyncio.run(first(["a", "b"]))
