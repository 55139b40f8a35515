import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Silent:
    def trace(self, name):
        return contextlib.nullcontext()


def configure(offline):
    global mima
    if offline:
        mima = Silent()


def ask(q):
    with mima.trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)


configure(True)
ask("x")
