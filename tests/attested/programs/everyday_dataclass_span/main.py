from dataclasses import dataclass

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


@dataclass
class Desk:
    gov: MimaGovernance

    def span(self, name):
        return self.gov.trace(name)

    def run(self, q):
        with self.span("run"):
            return self._send(q)

    def _send(self, q):
        return client.responses.create(model="gpt-4o", input=q)


Desk(mima).run("a")
