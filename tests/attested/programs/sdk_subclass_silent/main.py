import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class LocalGovernance(MimaGovernance):
    def trace(self, name, **options):
        return contextlib.nullcontext()

    def attest(self, tool_name, **options):
        return lambda fn: fn


local = LocalGovernance(api_key="k", system_name="local")


@local.attest(tool_name="ask")
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


def rank(q):
    with local.trace("rank"):
        return client.responses.create(model="gpt-4o", input=q)


ask("x")
rank("x")
