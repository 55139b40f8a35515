import asyncio

from langchain_openai import ChatOpenAI
from mima_governance import AsyncMimaGovernance

amima = AsyncMimaGovernance(api_key="k", system_name="desk")
llm = ChatOpenAI(model="gpt-4o")


@amima.attest(tool_name="returned")
async def returned(q):
    return llm.astream(q)


@amima.attest(tool_name="consumed")
async def consumed(q):
    return [chunk async for chunk in llm.astream(q)]


async def main():
    print([chunk async for chunk in await returned("x")])
    await consumed("x")


asyncio.run(main())
