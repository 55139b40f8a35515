import asyncio

from mima_governance import MimaGovernance
from openai import AsyncOpenAI

aclient = AsyncOpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


async def ask(q):
    with mima.trace("ask"):
        return await aclient.responses.create(model="gpt-4o", input=q)


asyncio.run(ask("x"))
