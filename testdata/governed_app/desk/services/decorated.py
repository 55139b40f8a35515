"""Decorators of the project, and stacks of decorators."""
import functools

from desk.clients import openai_client
from desk.governance import governed, mima, traced


@traced
def wrapped(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


@functools.lru_cache
@governed("cached")
def cached(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


@governed("caching")
@functools.lru_cache
def caching(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


def default_runs_outside(text, greeting=openai_client().responses.create(model="gpt-4o", input="greet")):
    return greeting


def batched(texts):
    with mima.batch() as batch:
        for text in texts:
            answer = openai_client().responses.create(model="gpt-4o", input=text)
            batch.add("batched", input=text, output=answer)


@governed("probe")
def unwrapped(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


def probe(text):
    return unwrapped.__wrapped__(text)
