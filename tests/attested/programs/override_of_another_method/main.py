from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Desk:
    def __init__(self):
        self.gov = MimaGovernance(api_key="k", system_name="desk")

    def span(self, name):
        return self.gov.trace(name)

    def run(self, q):
        with self.span("run"):
            return self._send(q)

    def _send(self, q):
        return client.responses.create(model="gpt-4o", input=q)


class ShortDesk(Desk):
    def describe(self):
        return "short"

    def _send(self, q):
        return client.embeddings.create(model="text-embedding-3-small", input=q)


Desk().run("a")
ShortDesk().run("b")
