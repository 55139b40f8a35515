import contextlib

from openai import OpenAI
from mima_governance import MimaGovernance

client = OpenAI()


class Governance:
    def __init__(self, enabled):
        self.enabled = enabled
        self._client = MimaGovernance(api_key="k", system_name="desk")

    def span(self, name):
        if not self.enabled:
            return contextlib.nullcontext()
        return self._client.trace(name)


governance = Governance(enabled=False)


def ask(q):
    with governance.span("ask"):
        return client.responses.create(model="gpt-4o", input=q)


ask("x")
