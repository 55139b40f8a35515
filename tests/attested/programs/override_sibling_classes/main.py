import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Base:
    def ask(self, q):
        with self.span("ask"):
            return client.responses.create(model="gpt-4o", input=q)


class Governed(Base):
    def span(self, name):
        return mima.trace(name)


class Offline(Base):
    def span(self, name):
        return contextlib.nullcontext()


Governed().ask("x")
Offline().ask("x")
