import asyncio
import contextlib

from mima_governance import MimaGovernance
from openai import AsyncOpenAI, OpenAI

client = OpenAI()
aclient = AsyncOpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


@contextlib.contextmanager
def governed(name):
    with mima.trace(name):
        yield


@governed("sync")
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


@governed("async")
async def ask_later(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


ask("x")
asyncio.run(ask_later("x"))
