import asyncio

from mima_governance import MimaGovernance
from openai import AsyncOpenAI

aclient = AsyncOpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


async def one(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


@mima.attest(tool_name="entry")
def entry(q):
    return asyncio.run(one(q))


entry("x")
