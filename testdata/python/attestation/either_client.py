"""A client that may be the synchronous or the asynchronous one: its marker covers only one kind of function."""
import os

from mima_governance import AsyncMimaGovernance, MimaGovernance
from openai import AsyncOpenAI, OpenAI

client, aclient = OpenAI(), AsyncOpenAI()
either = MimaGovernance() if os.environ.get("SYNC") else AsyncMimaGovernance()


@either.attest("plain")
def plain(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@either.attest("coroutine")
async def coroutine(text):
    return await aclient.responses.create(input=text)  #~ MIMA011 openai.AsyncOpenAI.responses.create
