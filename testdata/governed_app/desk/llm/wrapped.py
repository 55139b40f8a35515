"""Markers that are applied by plain calls."""
from desk.clients import openai_client
from desk.governance import mima


def score(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


def rank(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


def rate(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


governed_score = mima.attest("score")(score)
governed_rank = mima.attest("rank")(rank)
rate = mima.attest("rate")(rate)
label = mima.attest("label")(lambda text: openai_client().responses.create(model="gpt-4o", input=text))
