from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Plugin:
    def answer(self, q="x"):
        return client.responses.create(model="gpt-4o", input=q)

    @mima.attest(tool_name="ask")
    def ask(self, q):
        return self.answer(q)
