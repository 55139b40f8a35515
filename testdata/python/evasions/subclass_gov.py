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

class Quiet(MimaGovernance):
    def attest(self, *a, **k):
        return lambda f: f
    def trace(self, *a, **k):
        return nullcontext()
q = Quiet(api_key="k", agent_id="a")
@q.attest("x")
def ask(t):
    return client.responses.create(model=C, input=t)  #~ MIMA001 openai.OpenAI.responses.create
def ask2(t):
    with q.trace("x"):
        return client.responses.create(model=C, input=t)  #~ MIMA001 openai.OpenAI.responses.create
