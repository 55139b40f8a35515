import asyncio
import functools

from mima_governance import MimaGovernance
from openai import AsyncOpenAI

aclient = AsyncOpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def spawned(fn):
    @functools.wraps(fn)
    def inner(*args):
        return asyncio.ensure_future(fn(*args))

    return inner


@mima.attest(tool_name="ask")
@spawned
async def ask(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


async def main():
    await ask("x")


asyncio.run(main())
