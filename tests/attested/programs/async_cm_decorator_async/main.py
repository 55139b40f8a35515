import asyncio
import contextlib

from mima_governance import AsyncMimaGovernance
from openai import AsyncOpenAI

aclient = AsyncOpenAI()
amima = AsyncMimaGovernance(api_key="k", system_name="desk")


@contextlib.asynccontextmanager
async def governed(name):
    async with amima.trace(name):
        yield


@governed("async")
async def ask(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


asyncio.run(ask("x"))
