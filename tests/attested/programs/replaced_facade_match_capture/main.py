import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Silent:
    def trace(self, name):
        return contextlib.nullcontext()


class Governance:
    def __init__(self):
        self._client = mima

    def trace(self, name):
        return self._client.trace(name)


governance = Governance()


def ask(q):
    with governance.trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)


match [Silent()]:
    case [governance]:
        print("ready")


ask("x")
