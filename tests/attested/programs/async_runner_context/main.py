import asyncio
import contextvars

from mima_governance import MimaGovernance
from openai import AsyncOpenAI, OpenAI

client = OpenAI()
aclient = AsyncOpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


async def ask(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


def nightly(qs):
    with mima.trace("nightly"), asyncio.Runner() as runner:
        for q in qs:
            runner.run(ask(q))


def isolated(q):
    with mima.trace("isolated"):
        return contextvars.Context().run(client.responses.create, model="gpt-4o", input=q)


nightly(["x"])
isolated("y")
