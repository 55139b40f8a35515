import asyncio
import functools
import inspect

from mima_governance import AsyncMimaGovernance, MimaGovernance
from openai import AsyncOpenAI, OpenAI

client = OpenAI()
aclient = AsyncOpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")
amima = AsyncMimaGovernance(api_key="k", system_name="desk")


def governed(fn):
    if inspect.iscoroutinefunction(fn):
        @functools.wraps(fn)
        async def around(*args, **options):
            async with amima.trace(fn.__name__):
                return await fn(*args, **options)
    else:
        @functools.wraps(fn)
        def around(*args, **options):
            with mima.trace(fn.__name__):
                return fn(*args, **options)
    return around


@governed
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


@governed
async def ask_later(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


ask("x")
asyncio.run(ask_later("x"))
