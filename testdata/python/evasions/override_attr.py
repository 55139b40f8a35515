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

class S:
    def __init__(self): self.cm = mima.trace
    def ask(self):
        with self.cm("x"):
            return client.responses.create(model=C, input="x")  #~ MIMA001 openai.OpenAI.responses.create
class Q(S):
    def __init__(self): self.cm = lambda n: nullcontext()
Q().ask()
