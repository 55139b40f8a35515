"""The synchronous client covers plain functions, the asynchronous one coroutine functions."""
import asyncio

from mima_governance import AsyncMimaGovernance, MimaGovernance
from openai import AsyncOpenAI, OpenAI

client = OpenAI()
aclient = AsyncOpenAI()
mima = MimaGovernance()
amima = AsyncMimaGovernance()


@amima.attest()
async def matching(text):
    return await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest kind=decorator


@mima.attest()
async def has_returned_before_the_body_runs(text):
    return await aclient.responses.create(input=text)  #~ MIMA011 openai.AsyncOpenAI.responses.create


async def context(text):
    async with amima.trace("x"):
        await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.trace kind=context
    await aclient.responses.create(input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create


async def synchronous_context(text):
    with mima.trace("x"):
        return await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.MimaGovernance.trace


async def wrong_statement(text):
    # `with` on an asynchronous context manager raises: nothing runs under it.
    with amima.trace("x"):
        await aclient.responses.create(input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create


async def written_below(text):
    return await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest


@amima.attest()
async def gathered_from_a_list(text):
    return await asyncio.gather(*[written_below(text), written_below(text)])


@amima.attest()
async def gathered(texts):
    return await asyncio.gather(*(aclient.responses.create(input=text) for text in texts))  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest


@amima.attest()
async def inner_coroutine(text):
    async def one():
        return await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest

    return await one()
