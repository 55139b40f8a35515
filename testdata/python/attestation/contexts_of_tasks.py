"""In which context a task runs: in a copy of the one in which it was made, or in the one that it is given."""
import asyncio
import contextvars

from mima_governance import AsyncMimaGovernance, MimaGovernance
from openai import AsyncOpenAI, OpenAI

client, aclient = OpenAI(), AsyncOpenAI()
mima, amima = MimaGovernance(), AsyncMimaGovernance()


# --- tasks ------------------------------------------------------------------------------------------------------------

async def task_made_before(text):
    return await aclient.responses.create(input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create


async def coroutine_made_before(text):
    return await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.trace


async def before(text):
    task, coroutine = asyncio.create_task(task_made_before(text)), coroutine_made_before(text)
    async with amima.trace("x"):
        await task
        return await coroutine


async def gathered_before(text):
    answers = asyncio.gather(aclient.responses.create(input=text))  #~ MIMA001 openai.AsyncOpenAI.responses.create
    limited = asyncio.wait_for(aclient.responses.create(input=text), 5)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.trace
    async with amima.trace("x"):
        await limited
        return await answers


async def made_inside(text):
    async with amima.trace("x"):
        task = asyncio.create_task(aclient.responses.create(input=text))  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.trace
        late = asyncio.create_task(aclient.responses.create(input=text))  #~ MIMA011 openai.AsyncOpenAI.responses.create
        await task
    return await late


@amima.attest()
async def fresh(text):
    await asyncio.create_task(aclient.responses.create(input=text), context=contextvars.Context())  #~ MIMA010 openai.AsyncOpenAI.responses.create
    await asyncio.create_task(aclient.responses.create(input=text), context=None)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest
    await asyncio.create_task(aclient.responses.create(input=text), context=contextvars.copy_context())  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest
    copy = contextvars.copy_context()
    await asyncio.create_task(aclient.responses.create(input=text), context=copy)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest


async def given(text, context, options):
    copy = contextvars.copy_context()
    async with amima.trace("x"):
        await asyncio.create_task(aclient.responses.create(input=text), context=context)  #~ MIMA010 openai.AsyncOpenAI.responses.create
        await asyncio.create_task(aclient.responses.create(input=text), **options)  #~ MIMA010 openai.AsyncOpenAI.responses.create
        await asyncio.create_task(aclient.responses.create(input=text), context=copy)  #~ MIMA010 openai.AsyncOpenAI.responses.create


# What the thread keeps is there in every context.
async def in_the_thread(text):
    return await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.MimaGovernance.attest


async def fresh_context(text):
    return await asyncio.create_task(in_the_thread(text), context=contextvars.Context())


@mima.attest()
def outermost(text):
    return asyncio.run(fresh_context(text))


# --- functions --------------------------------------------------------------------------------------------------------

def with_a_copy(text):
    with mima.trace("x"):
        contextvars.copy_context().run(client.responses.create, input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
        copy = contextvars.copy_context()
        copy.run(client.responses.create, input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
        contextvars.Context().run(client.responses.create, input=text)  #~ MIMA010 openai.OpenAI.responses.create


def with_an_early_copy(text):
    copy = contextvars.copy_context()
    with mima.trace("x"):
        copy.run(client.responses.create, input=text)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest()
def in_any_context(text):
    contextvars.Context().run(client.responses.create, input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


# --- runners ----------------------------------------------------------------------------------------------------------

async def in_a_fresh_one(text):
    return await aclient.responses.create(input=text)  #~ MIMA010 openai.AsyncOpenAI.responses.create


async def in_an_early_one(text):
    return await aclient.responses.create(input=text)  #~ MIMA010 openai.AsyncOpenAI.responses.create


async def in_its_own(text):
    return await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.MimaGovernance.trace


def night(text):
    with asyncio.Runner() as runner, mima.trace("x"):
        runner.run(in_a_fresh_one(text), context=contextvars.Context())
        runner.run(in_an_early_one(text))


def day(text):
    with mima.trace("x"), asyncio.Runner() as runner:
        runner.run(in_its_own(text))
