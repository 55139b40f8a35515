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
    for q in qs:
        queue.put_nowait(q)
    await asyncio.gather(worker(queue), worker(queue))


asyncio.run(batch(["a", "b"]))
