import anyio
from mima_governance import AsyncMimaGovernance
from openai import AsyncOpenAI

aclient = AsyncOpenAI()
amima = AsyncMimaGovernance(api_key="k", system_name="desk")


@amima.attest(tool_name="ask")
async def ask(q):
    return await aclient.responses.create(model="gpt-4o", input=q)


async def main():
    async with anyio.create_task_group() as group:
        group.start_soon(ask, "x")
        group.start_soon(ask, "y")


anyio.run(main)
