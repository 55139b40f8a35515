from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Desk:
    def __init__(self, gov: MimaGovernance):
        self._gov = gov

    def ask(self, q):
        with self._gov.trace("ask"):
            return client.responses.create(model="gpt-4o", input=q)
