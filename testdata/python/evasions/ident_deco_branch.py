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

def maybe(flag):
    def deco(f):
        if not flag:
            return f
        @functools.wraps(f)
        def w(*a):
            with mima.trace("x"):
                return f(*a)
        return w
    return deco
@maybe(False)
def ask(t):
    return client.responses.create(model=C, input=t)  #~ MIMA001 openai.OpenAI.responses.create
