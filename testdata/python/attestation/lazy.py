"""Calls that do nothing until they are read: they run where that is done."""
import asyncio
import contextlib
import itertools

import ollama
from google import genai
from langchain_openai import ChatOpenAI
from llama_index.llms.openai import OpenAI as LlamaOpenAI
from mima_governance import AsyncMimaGovernance, MimaGovernance
from openai import OpenAI

llm, client, gemini, llama = ChatOpenAI(), OpenAI(), genai.Client(), LlamaOpenAI()
mima, amima = MimaGovernance(), AsyncMimaGovernance()


# --- read where they are made -----------------------------------------------------------------------------------------

@mima.attest()
def looped(text):
    for chunk in llm.stream(text):  #~ attested langchain_openai.ChatOpenAI.stream by=mima_governance.MimaGovernance.attest
        print(chunk)


@mima.attest()
def joined(text):
    return "".join(chunk.content for chunk in llm.stream(text))  #~ attested langchain_openai.ChatOpenAI.stream by=mima_governance.MimaGovernance.attest


@mima.attest()
def listed(text):
    chunks = [chunk.text for chunk in gemini.models.generate_content_stream(contents=text)]  #~ attested google.genai.Client.models.generate_content_stream by=mima_governance.MimaGovernance.attest
    return chunks + list(llm.stream(text)) + [0, *llm.transform([text])]  #~ attested langchain_openai.ChatOpenAI.stream by=mima_governance.MimaGovernance.attest ; attested langchain_openai.ChatOpenAI.transform by=mima_governance.MimaGovernance.attest


@mima.attest()
def numbered(text):
    for number, chunk in enumerate(itertools.islice(llm.stream(text), 3)):  #~ attested langchain_openai.ChatOpenAI.stream by=mima_governance.MimaGovernance.attest
        print(number, chunk)
    return sum(map(len, filter(None, llm.stream(text))))  #~ attested langchain_openai.ChatOpenAI.stream by=mima_governance.MimaGovernance.attest


@mima.attest()
def by_name(text):
    chunks = llm.stream(text)  #~ attested langchain_openai.ChatOpenAI.stream by=mima_governance.MimaGovernance.attest
    print(type(chunks))
    first = next(chunks)
    return [first, *chunks]


@mima.attest()
def in_a_loop(texts):
    for text in texts:
        chunks = llm.stream(text)  #~ attested langchain_openai.ChatOpenAI.stream by=mima_governance.MimaGovernance.attest
        for chunk in chunks:
            print(chunk)


@mima.attest()
def step_by_step(text):
    chunks = llm.stream(text)  #~ attested langchain_openai.ChatOpenAI.stream by=mima_governance.MimaGovernance.attest
    return chunks.__next__()


@amima.attest()
async def asynchronously(text):
    async for chunk in llm.astream(text):  #~ attested langchain_openai.ChatOpenAI.astream by=mima_governance.AsyncMimaGovernance.attest
        print(chunk)
    async for chunk in await gemini.aio.models.generate_content_stream(contents=text):  #~ attested google.genai.Client.aio.models.generate_content_stream by=mima_governance.AsyncMimaGovernance.attest
        print(chunk)
    async for part in await ollama.AsyncClient().chat(model="m", stream=True):  #~ attested ollama.AsyncClient.chat by=mima_governance.AsyncMimaGovernance.attest model=m
        print(part)


# --- read where the marker has ended ----------------------------------------------------------------------------------

@mima.attest()
def returned(text):
    return llm.stream(text)  #~ MIMA011 langchain_openai.ChatOpenAI.stream


@mima.attest()
def drawn_later(text):
    return (chunk.content for chunk in llm.stream(text))  #~ MIMA011 langchain_openai.ChatOpenAI.stream


@mima.attest()
def mapped_later(text):
    return map(str, llm.stream(text))  #~ MIMA011 langchain_openai.ChatOpenAI.stream


@mima.attest()
def in_a_tuple(text):
    return llm.stream(text), text  #~ MIMA011 langchain_openai.ChatOpenAI.stream


@mima.attest()
def either(text, is_short):
    chunks = llm.stream(text)  #~ MIMA011 langchain_openai.ChatOpenAI.stream
    if is_short:
        return list(chunks)
    return chunks


class Desk:
    @mima.attest()
    def keep(self, text):
        self.chunks = llm.stream(text)  #~ MIMA011 langchain_openai.ChatOpenAI.stream


@mima.attest()
def generator(text):
    yield from llm.stream(text)  #~ MIMA011 langchain_openai.ChatOpenAI.stream


@mima.attest()
def inner(text):
    def later():
        yield from chunks

    chunks = llm.stream(text)  #~ MIMA011 langchain_openai.ChatOpenAI.stream
    return later()


@amima.attest()
async def waited_for(text):
    # What is waited for has not been sent: the generator is.
    return await gemini.aio.models.generate_content_stream(contents=text)  #~ MIMA011 google.genai.Client.aio.models.generate_content_stream


def closed(text):
    with mima.trace("x"):
        chunks = llm.stream(text)  #~ MIMA011 langchain_openai.ChatOpenAI.stream
    return list(chunks)


# --- made outside, read inside ----------------------------------------------------------------------------------------

def opened(text):
    chunks = llm.stream(text)  #~ attested langchain_openai.ChatOpenAI.stream by=mima_governance.MimaGovernance.trace
    with mima.trace("x"):
        return list(chunks)


def first_outside(text):
    chunks = llm.stream(text)  #~ MIMA001 langchain_openai.ChatOpenAI.stream
    print(next(chunks))
    with mima.trace("x"):  #~! MIMA014 no AI call was found -- the call of which a part runs in it stands outside
        return list(chunks)


def on_a_stack(text):
    chunks = llm.stream(text)  #~ attested langchain_openai.ChatOpenAI.stream by=mima_governance.MimaGovernance.trace
    with contextlib.ExitStack() as stack:
        stack.enter_context(mima.trace("x"))
        return list(chunks)


def one_trace_and_another(text):
    with mima.trace("x"):
        chunks = llm.stream(text)  #~ attested langchain_openai.ChatOpenAI.stream by=mima_governance.MimaGovernance.trace
    with mima.trace("y"):
        return list(chunks)


# A model of LlamaIndex may send before it returns: both places count.
def llama_opened(text):
    chunks = llama.stream_complete(text)  #~ MIMA001 llama_index.llms.openai.OpenAI.stream_complete
    with mima.trace("x"):  #~! MIMA014 no AI call was found -- the call that may run in it stands outside
        return list(chunks)


@mima.attest()
def llama_looped(text):
    for chunk in llama.stream_complete(text):  #~ attested llama_index.llms.openai.OpenAI.stream_complete by=mima_governance.MimaGovernance.attest
        print(chunk)
    return llama.stream_chat(text)  #~ MIMA011 llama_index.llms.openai.OpenAI.stream_chat


# --- handed on --------------------------------------------------------------------------------------------------------

def show(chunks, end=""):
    for chunk in chunks:
        print(chunk, end=end)


async def show_asynchronously(chunks):
    async for chunk in chunks:
        print(chunk)


def keep(chunks, kept=[]):
    kept.append(chunks)


def show_later(chunks):
    return lambda: list(chunks)


@mima.attest()
def shown(text):
    show(llm.stream(text), end="\n")  #~ attested langchain_openai.ChatOpenAI.stream by=mima_governance.MimaGovernance.attest
    keep(llm.stream(text))  #~ MIMA011 langchain_openai.ChatOpenAI.stream
    return show_later(llm.stream(text))  #~ MIMA011 langchain_openai.ChatOpenAI.stream


@amima.attest()
async def shown_asynchronously(text):
    await show_asynchronously(llm.astream(text))  #~ attested langchain_openai.ChatOpenAI.astream by=mima_governance.AsyncMimaGovernance.attest
    return show_asynchronously(llm.astream(text))  #~ MIMA011 langchain_openai.ChatOpenAI.astream


def chunks_of(text):
    return llm.stream(text)  #~ attested langchain_openai.ChatOpenAI.stream by=mima_governance.MimaGovernance.attest


@mima.attest()
def by_a_helper(text):
    return "".join(chunk.content for chunk in chunks_of(text))


def chunks_for_two(text):
    return llm.stream(text)  #~ MIMA012 langchain_openai.ChatOpenAI.stream


@mima.attest()
def one_of_two(text):
    return list(chunks_for_two(text))


def other_of_two(text):
    return list(chunks_for_two(text))


def chunks_out_of(text):
    return llm.stream(text)  #~ MIMA011 langchain_openai.ChatOpenAI.stream


@mima.attest()
def out_of(text):
    return chunks_out_of(text)


def each(texts):
    for text in texts:
        yield client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


def generator_made_outside(texts):
    answers = each(texts)
    with mima.trace("x"):
        return list(answers)


# --- by argument ------------------------------------------------------------------------------------------------------

@mima.attest()
def at_once(text, flag, options):
    ollama.generate(prompt=text, stream=True)  #~ MIMA011 ollama.generate
    ollama.generate(prompt=text, stream=flag)  #~ MIMA011 ollama.generate
    ollama.generate(prompt=text, **options)  #~ MIMA011 ollama.generate
    for part in ollama.generate(prompt=text, stream=flag):  #~ attested ollama.generate by=mima_governance.MimaGovernance.attest
        print(part)
    ollama.generate(prompt=text, stream=False)  #~ attested ollama.generate by=mima_governance.MimaGovernance.attest
    return ollama.generate(prompt=text)  #~ attested ollama.generate by=mima_governance.MimaGovernance.attest


# The request of this one has been sent when it returns.
@mima.attest()
def not_lazy(text):
    return client.responses.create(input=text, stream=True)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


wrapped = mima.attest()(llm.stream)
wrapped("x")  #~ MIMA011 langchain_openai.ChatOpenAI.stream


with mima.trace("top"):
    top = llm.stream("x")  #~ attested langchain_openai.ChatOpenAI.stream by=mima_governance.MimaGovernance.trace
    for part in top:
        print(part)
