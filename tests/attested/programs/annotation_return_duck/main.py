import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Silent:
    def trace(self, name):
        return contextlib.nullcontext()


def governance(kind) -> MimaGovernance:
    return mima if kind == "live" else Silent()


def ask(q):
    with governance("dry").trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)


ask("x")
