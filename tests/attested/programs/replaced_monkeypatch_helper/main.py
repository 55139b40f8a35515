import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Patch:
    def __init__(self, target, name, value):
        self.target, self.name, self.value = target, name, value

    def __enter__(self):
        self.old = getattr(self.target, self.name)
        setattr(self.target, self.name, self.value)

    def __exit__(self, *error):
        setattr(self.target, self.name, self.old)


def ask(q):
    with mima.trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)


with Patch(mima, "trace", lambda name: contextlib.nullcontext()):
    ask("x")
