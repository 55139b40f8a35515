import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Service:
    gov = mima

    def ask(self, q):
        with self.gov.trace("ask"):
            return client.responses.create(model="gpt-4o", input=q)


class Silent:
    def trace(self, name):
        return contextlib.nullcontext()


class TestService(Service):
    gov = Silent()


TestService().ask("x")
