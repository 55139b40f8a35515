"""Calls that give a context manager: the request is sent when it is entered."""
from contextlib import ExitStack

import anthropic
import httpx
from mima_governance import AsyncMimaGovernance, MimaGovernance
from openai import AsyncOpenAI, OpenAI

claude, client, aclient = anthropic.Anthropic(), OpenAI(), AsyncOpenAI()
mima, amima = MimaGovernance(), AsyncMimaGovernance()
URL = "https://api.openai.com/v1/responses"


@mima.attest()
def entered(text):
    with claude.messages.stream(messages=text) as stream:  #~ attested anthropic.Anthropic.messages.stream by=mima_governance.MimaGovernance.attest
        print(stream.get_final_text())
    with client.responses.with_streaming_response.create(input=text) as response:  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest
        print(response.read())
    with httpx.stream("POST", URL) as response:  #~ attested httpx.stream by=mima_governance.MimaGovernance.attest provider=openai
        print(response.read())


@mima.attest()
def by_name(text):
    manager = client.responses.stream(input=text)  #~ attested openai.OpenAI.responses.stream by=mima_governance.MimaGovernance.attest
    with manager as events:
        return list(events)


@mima.attest()
def on_a_stack(text):
    with ExitStack() as stack:
        events = stack.enter_context(client.responses.stream(input=text))  #~ attested openai.OpenAI.responses.stream by=mima_governance.MimaGovernance.attest
        return list(events)


@mima.attest()
def returned(text):
    return claude.messages.stream(messages=text)  #~ MIMA011 anthropic.Anthropic.messages.stream


@mima.attest()
def raw(text):
    return client.with_streaming_response.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest()
def request(text):
    return httpx.stream("POST", URL)  #~ MIMA011 httpx.stream provider=openai


def around(text):
    with mima.trace("x"), claude.messages.stream(messages=text) as stream:  #~ attested anthropic.Anthropic.messages.stream by=mima_governance.MimaGovernance.trace
        print(stream)
    with claude.messages.stream(messages=text) as stream, mima.trace("x"):  #~ MIMA001 anthropic.Anthropic.messages.stream
        print(stream)


def made_outside(text):
    manager = client.chat.completions.stream(messages=text)  #~ attested openai.OpenAI.chat.completions.stream by=mima_governance.MimaGovernance.trace
    with mima.trace("x"):
        with manager as events:
            return list(events)


def made_inside(text):
    with mima.trace("x"):
        manager = client.chat.completions.stream(messages=text)  #~ MIMA011 openai.OpenAI.chat.completions.stream
    with manager as events:
        return list(events)


def manager_of(text):
    return claude.messages.stream(messages=text)  #~ attested anthropic.Anthropic.messages.stream by=mima_governance.MimaGovernance.attest


@mima.attest()
def by_a_helper(text):
    with manager_of(text) as stream:
        return stream.get_final_text()


@amima.attest()
async def asynchronously(text):
    async with aclient.responses.stream(input=text) as events:  #~ attested openai.AsyncOpenAI.responses.stream by=mima_governance.AsyncMimaGovernance.attest
        async for event in events:
            print(event)
    return aclient.responses.stream(input=text)  #~ MIMA011 openai.AsyncOpenAI.responses.stream


# It is sent when it is called; the response is a context manager as well.
@mima.attest()
def not_entered(text):
    return claude.messages.create(messages=text, stream=True)  #~ attested anthropic.Anthropic.messages.create by=mima_governance.MimaGovernance.attest
