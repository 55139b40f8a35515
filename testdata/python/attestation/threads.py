"""What reaches another thread: the marker that is kept in the context, where that is copied, and never one that is kept
in the thread."""
import asyncio
import itertools
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

import anyio
from mima_governance import AsyncMimaGovernance, MimaGovernance
from openai import AsyncOpenAI, OpenAI

client, aclient = OpenAI(), AsyncOpenAI()
mima, amima = MimaGovernance(), AsyncMimaGovernance()
pool = ThreadPoolExecutor()


# --- the thread's: the decorator of the synchronous client ------------------------------------------------------------

@mima.attest()
def to_thread(text):
    async def go():
        return await asyncio.to_thread(client.responses.create, input=text)  #~ MIMA010 openai.OpenAI.responses.create

    return asyncio.run(go())


def score(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


async def fan_out(texts):
    return await asyncio.gather(*(asyncio.to_thread(score, text) for text in texts))


@mima.attest()
def score_all(texts):
    return asyncio.run(fan_out(texts))


async def same_thread(text):
    return await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest()
def run(text):
    loop = asyncio.new_event_loop()
    return anyio.run(same_thread, text), asyncio.run(same_thread(text)), loop.run_until_complete(same_thread(text))


# --- the context's: the decorator of the asynchronous client, and the block of both ------------------------------------

def copied(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest


@amima.attest()
async def copies(text):
    await asyncio.to_thread(copied, text)
    await anyio.to_thread.run_sync(copied, text)
    return await asyncio.to_thread(client.responses.create, input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest


async def block(text):
    with mima.trace("x"):
        await asyncio.to_thread(client.responses.create, input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, client.responses.create)  #~ MIMA010 openai.OpenAI.responses.create
        waiting = asyncio.to_thread(client.responses.create, input=text)  #~ MIMA011 openai.OpenAI.responses.create
    return await waiting


# By two ways, one of which each marker does not reach.
def by_two_ways(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


async def in_a_thread(text):
    return await asyncio.to_thread(by_two_ways, text)


@amima.attest()
async def reaches(text):
    return await in_a_thread(text)


@mima.attest()
def does_not_reach(text):
    return asyncio.run(in_a_thread(text))


# --- nothing ----------------------------------------------------------------------------------------------------------

def elsewhere(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


def initialize():
    client.responses.create(input="warm up")  #~ MIMA010 openai.OpenAI.responses.create


def nothing_is_copied(texts):
    with mima.trace("x"):
        for _ in pool.map(elsewhere, texts):
            pass
        pool.submit(elsewhere, texts).result()
        ThreadPoolExecutor(initializer=initialize).submit(print)
        ThreadPool().map(elsewhere, texts)
        ProcessPoolExecutor().submit(elsewhere, texts)
        thread = threading.Thread(target=elsewhere, args=(texts,))
        thread.start()
        thread.join()


# --- no thread at all -------------------------------------------------------------------------------------------------

def starred(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def starred_later(text):
    return client.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest()
def elements(texts):
    return list(itertools.starmap(starred, [(text,) for text in texts]))


@mima.attest()
def later_elements(texts):
    return itertools.starmap(starred_later, [(text,) for text in texts])
