import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Recorder:
    def trace(self, name):
        return contextlib.nullcontext()


def ask(q, gov: MimaGovernance):
    with gov.trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)


ask("x", Recorder())
ask("y", gov=mima)
