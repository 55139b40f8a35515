import asyncio

from mima_governance import AsyncMimaGovernance, MimaGovernance
from openai import AsyncOpenAI, OpenAI

client = OpenAI()
aclient = AsyncOpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")
amima = AsyncMimaGovernance(api_key="k", system_name="desk")


def governed(fn):
    if asyncio.iscoroutinefunction(fn):
        return amima.attest(tool_name=fn.__name__)(fn)
    return mima.attest(tool_name=fn.__name__)(fn)


@governed
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


@governed
async def ask_later(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


ask("x")
asyncio.run(ask_later("x"))
