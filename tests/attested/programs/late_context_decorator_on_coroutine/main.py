import asyncio
import contextlib

from mima_governance import MimaGovernance
from openai import AsyncOpenAI, OpenAI

client = OpenAI()
aclient = AsyncOpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class governed(contextlib.ContextDecorator):
    def __enter__(self):
        self.span = mima.trace("block")
        return self.span.__enter__()

    def __exit__(self, *error):
        return self.span.__exit__(*error)


@governed()
async def ask(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


@governed()
def pieces(q):
    for part in q.split():
        yield client.responses.create(model="gpt-4o", input=part)


asyncio.run(ask("x"))
list(pieces("a b"))
