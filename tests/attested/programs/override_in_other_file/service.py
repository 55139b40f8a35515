from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Service:
    def governed(self, fn):
        return mima.attest(tool_name="service")(fn)

    def ask(self, q):
        return self.governed(self._send)(q)

    def _send(self, q):
        return client.responses.create(model="gpt-4o", input=q)
