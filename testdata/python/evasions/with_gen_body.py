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

def gen(ts):
    with mima.trace("x"):
        for t in ts:
            yield client.responses.create(model=C, input=t)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
