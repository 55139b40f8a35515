from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Desk:
    def __init__(self, gov: MimaGovernance | None = None):
        self.gov = gov or mima

    def ask(self, q):
        with self.gov.trace("ask"):
            return client.responses.create(model="gpt-4o", input=q)


Desk().ask("x")
Desk(MimaGovernance(api_key="k", system_name="other")).ask("y")
