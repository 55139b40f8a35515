import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def ask(q):
    with mima.trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)


mima.trace = lambda name: contextlib.nullcontext()
ask("x")
