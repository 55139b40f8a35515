"""A marker in whose place somebody puts a context manager that enters it."""
from contextlib import contextmanager

from mima_governance import MimaGovernance
from openai import OpenAI

client, mima = OpenAI(), MimaGovernance()
trace = mima.trace


@contextmanager
def noted(name):
    with trace(name) as handle:
        yield handle


mima.trace = noted


def ask(text):
    with mima.trace("ask"):
        return client.responses.create(input=text)  #~! MIMA001 openai.OpenAI.responses.create -- what it enters leads back to itself, and counts as nothing
