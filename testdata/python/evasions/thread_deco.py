import asyncio, contextlib, functools, threading, sys
from contextlib import ExitStack, AsyncExitStack, contextmanager, asynccontextmanager, nullcontext, suppress, ContextDecorator
from concurrent.futures import ThreadPoolExecutor
from unittest import mock
from openai import OpenAI, AsyncOpenAI
from mima_governance import AsyncMimaGovernance, MimaGovernance

client = OpenAI()
aclient = AsyncOpenAI()
mima = MimaGovernance(api_key="k", system_name="a")
amima = AsyncMimaGovernance(api_key="k", system_name="a")
C = "gpt-4o"

def in_thread(f):
    def wrapper(*a):
        with ThreadPoolExecutor() as pool:
            return pool.submit(f, *a).result()
    return wrapper
@mima.attest("x")
@in_thread
def ask(t):
    return client.responses.create(model=C, input="x")  #~ MIMA010 openai.OpenAI.responses.create
