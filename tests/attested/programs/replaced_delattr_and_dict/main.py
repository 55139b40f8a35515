import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Off:
    def trace(self, name):
        return contextlib.nullcontext()


class Desk:
    def __init__(self, **options):
        self.gov = mima
        vars(self).update(options)

    def ask(self, q):
        with self.gov.trace("ask"):
            return client.responses.create(model="gpt-4o", input=q)


Desk().ask("x")
Desk(gov=Off()).ask("y")
