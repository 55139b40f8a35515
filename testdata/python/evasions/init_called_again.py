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

@mima.attest("x")
class A:
    def __init__(self, t="x"):
        client.responses.create(model=C, input="x")  #~ MIMA010 openai.OpenAI.responses.create
obj = object.__new__(type(A("x")))
obj.__init__("y")
