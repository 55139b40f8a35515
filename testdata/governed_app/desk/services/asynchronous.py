"""Coroutines, under the client that covers them and under the one that does not."""
import asyncio

from desk.clients import async_client, openai_client
from desk.governance import amima, mima
from desk.llm.completion import complete_async


@amima.attest(tool_name="answer")
async def answer(text):
    return await complete_async(text)


@amima.attest(tool_name="answer_all")
async def answer_all(texts):
    tasks = [asyncio.create_task(complete_async(text)) for text in texts]
    return await asyncio.gather(*tasks)


@mima.attest(tool_name="too_early")
async def too_early(text):
    return await async_client.responses.create(model="gpt-4o", input=text)


async def traced(text):
    async with amima.trace("traced"):
        await async_client.responses.create(model="gpt-4o", input=text)
    return await async_client.responses.create(model="gpt-4o", input=text)


@amima.attest(tool_name="in_a_thread")
async def in_a_thread(text):
    return await asyncio.to_thread(ask, text)


def ask(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


@mima.attest(tool_name="run_loop")
def run_loop(text):
    return asyncio.run(looped(text))


async def looped(text):
    return await async_client.responses.create(model="gpt-4o", input=text)
