import asyncio

from mima_governance import AsyncMimaGovernance
from openai import AsyncOpenAI

aclient = AsyncOpenAI()


async def ask(q):
    async with AsyncMimaGovernance(api_key="k", system_name="desk") as gov:
        async with gov.trace("ask") as span:
            reply = await aclient.responses.create(model="gpt-4o", input=q)
            span.set_output(reply.output_text)
            return reply


asyncio.run(ask("x"))
