import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Service:
    def span(self, name):
        return mima.trace(name)

    def ask(self, q):
        with self.span("ask"):
            return client.responses.create(model="gpt-4o", input=q)


class DryRunService(Service):
    def span(self, name):
        return contextlib.nullcontext()


for service in (Service(), DryRunService()):
    service.ask("x")
