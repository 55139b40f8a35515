import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Silent:
    def trace(self, name):
        return contextlib.nullcontext()


class Desk:
    def make_gov(self):
        return mima

    def span(self, name):
        return self.make_gov().trace(name)

    def run(self, q):
        with self.span("run"):
            return client.responses.create(model="gpt-4o", input=q)


class OtherDesk(Desk):
    def make_gov(self):
        return Silent()


Desk().run("a")
OtherDesk().run("b")
