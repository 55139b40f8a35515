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

def helper(t):
    return client.responses.create(model=C, input=t)  #~ MIMA012 openai.OpenAI.responses.create
@mima.attest("x")
def a(t):
    return helper(t)
eval("helper('x')")
