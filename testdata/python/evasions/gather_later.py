import asyncio, atexit, contextlib, functools, multiprocessing, signal, threading, weakref, sys, random
from contextlib import ExitStack, AsyncExitStack, contextmanager, asynccontextmanager, nullcontext, suppress
from concurrent.futures import ThreadPoolExecutor
from unittest import mock
from openai import OpenAI, AsyncOpenAI
from mima_governance import AsyncMimaGovernance, MimaGovernance

client = OpenAI()
aclient = AsyncOpenAI()
mima = MimaGovernance(api_key="k", system_name="a")
amima = AsyncMimaGovernance(api_key="k", system_name="a")
C = "gpt-4o"

@amima.attest("x")
async def start(t):
    return helper(t)
async def helper(t):
    return await aclient.responses.create(model=C, input=t)  #~ MIMA011 openai.AsyncOpenAI.responses.create
async def main():
    c = await start("x")
    await c
