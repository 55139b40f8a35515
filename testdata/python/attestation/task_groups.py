"""A task that a group has started has ended when the block of the group has."""
import asyncio

import anyio
from mima_governance import AsyncMimaGovernance
from openai import AsyncOpenAI

aclient = AsyncOpenAI()
amima = AsyncMimaGovernance()


async def in_a_group(text):
    return await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest kind=callers


@amima.attest("x")
async def group(texts):
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(in_a_group("first"))
        started = [tasks.create_task(in_a_group(text)) for text in texts]
    return [task.result() for task in started]


async def started_soon(text):
    return await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest


@amima.attest("x")
async def nursery(texts):
    async with anyio.create_task_group() as tasks:
        for text in texts:
            tasks.start_soon(started_soon, text)


async def after_a_block_inside(text):
    return await aclient.responses.create(input=text)  #~ MIMA011 openai.AsyncOpenAI.responses.create


async def trace_inside(text):
    async with asyncio.TaskGroup() as tasks:
        async with amima.trace("x"):
            tasks.create_task(after_a_block_inside(text))


async def in_a_group_from_elsewhere(text):
    return await aclient.responses.create(input=text)  #~ MIMA011 openai.AsyncOpenAI.responses.create


@amima.attest("x")
async def into(tasks: asyncio.TaskGroup, text):
    tasks.create_task(in_a_group_from_elsewhere(text))


async def not_waited_for(text):
    return await aclient.responses.create(input=text)  #~ MIMA011 openai.AsyncOpenAI.responses.create


@amima.attest("x")
async def lone(text):
    return asyncio.create_task(not_waited_for(text))


async def as_it_ends(text):
    return await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest kind=callers


@amima.attest("x")
async def all_of_them(texts):
    return [await done for done in asyncio.as_completed([as_it_ends(text) for text in texts])]


async def first_wins(text):
    return await aclient.responses.create(input=text)  #~ MIMA011 openai.AsyncOpenAI.responses.create


@amima.attest("x")
async def first_of_them(texts):
    for done in asyncio.as_completed([first_wins(text) for text in texts]):
        return await done


async def only_counted(text):
    return await aclient.responses.create(input=text)  #~ MIMA011 openai.AsyncOpenAI.responses.create


@amima.attest("x")
async def counts_them(texts):
    return [done for done in asyncio.as_completed([only_counted(text) for text in texts])]
