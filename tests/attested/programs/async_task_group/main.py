import asyncio

from mima_governance import AsyncMimaGovernance
from openai import AsyncOpenAI

aclient = AsyncOpenAI()
amima = AsyncMimaGovernance(api_key="k", system_name="desk")


async def one(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


@amima.attest(tool_name="many")
async def many(qs):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(q)) for q in qs]
    return [task.result() for task in tasks]


asyncio.run(many(["a", "b"]))
