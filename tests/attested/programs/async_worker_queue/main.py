import asyncio

from mima_governance import AsyncMimaGovernance
from openai import AsyncOpenAI

aclient = AsyncOpenAI()
amima = AsyncMimaGovernance(api_key="k", system_name="desk")


async def worker(queue):
    while not queue.empty():
        q = await queue.get()
        await aclient.responses.create(model="gpt-4o", input=q)


@amima.attest(tool_name="batch")
async def batch(qs):
    queue = asyncio.Queue()
    worker_task = asyncio.create_task(worker(queue))
    for q in qs:
        queue.put_nowait(q)
    await worker_task


async def early(qs):
    queue = asyncio.Queue()
    for q in qs:
        queue.put_nowait(q)
    task = asyncio.create_task(worker(queue))
    async with amima.trace("late"):
        await task


asyncio.run(batch(["a", "b"]))
asyncio.run(early(["c"]))
