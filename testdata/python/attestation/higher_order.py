"""A function that is handed to another: covered where that one calls it under a marker."""
import asyncio
from concurrent.futures import ThreadPoolExecutor

from mima_governance import AsyncMimaGovernance, MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance()
amima = AsyncMimaGovernance()
pool = ThreadPoolExecutor()
kept = []


@mima.attest("x")
def run(step, text):
    return step(text)


def run_plainly(step, text):
    return step(text)


@mima.attest("x")
def keep(step):
    kept.append(step)


def handed_over(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=callers


def handed_over_by_keyword(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def handed_to_both(text):
    return client.responses.create(input=text)  #~ MIMA012 openai.OpenAI.responses.create


def kept_for_later(text):
    return client.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create


def use(text):
    run(handed_over, text)
    run(text=text, step=handed_over_by_keyword)
    run(handed_to_both, text)
    run_plainly(handed_to_both, text)
    keep(kept_for_later)
    run(lambda one: client.responses.create(input=one), text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest
    run_plainly(lambda one: client.responses.create(input=one), text)  #~ MIMA001 openai.OpenAI.responses.create


@mima.attest("x")
def run_or_else(step, other, text):
    while text:
        text = step(text)
        step = other


def run_again(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
def keep_one(step, others):
    for other in others:
        kept.append(step)
        step = other


def kept_again(text):
    return client.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create


def use_again(text):
    run_or_else(run_again, len, text)
    keep_one(kept_again, [])


@mima.attest("x")
def plainly_inside(text):
    return run_plainly(lambda one: client.responses.create(input=one), text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def run_lazily(step, text):
    yield step(text)


@mima.attest("x")
def lazily_inside(text):
    return run_lazily(lambda one: client.responses.create(input=one), text)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest("x")
def sorted_inside(texts):
    return sorted(texts, key=lambda text: client.responses.create(input=text))  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
def mapped_and_used_up(texts):
    return list(map(lambda text: client.responses.create(input=text), texts))  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
def mapped_and_handed_out(texts):
    return map(lambda text: client.responses.create(input=text), texts)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest("x")
def in_a_thread(texts):
    return list(pool.map(lambda text: client.responses.create(input=text), texts))  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
def method_in_a_thread(text):
    return pool.submit(client.responses.create, input=text)  #~ MIMA010 openai.OpenAI.responses.create


@amima.attest("x")
async def thread_with_the_context(text):
    return await asyncio.to_thread(client.responses.create, input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.AsyncMimaGovernance.attest


def traced(function):
    def wrapper(*args):
        with mima.trace(function.__name__):
            return function(*args)

    return wrapper


@traced
def wrapped_by_the_project(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace kind=decorator


def sometimes(function):
    if kept:
        return function
    return mima.attest("x")(function)


@sometimes
def wrapped_under_a_condition(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
