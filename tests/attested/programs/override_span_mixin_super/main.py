from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Service:
    def span(self, name):
        return mima.trace(name)

    def ask(self, q):
        with self.span("ask"):
            return client.responses.create(model="gpt-4o", input=q)


class Counted:
    count = 0

    def span(self, name):
        self.count += 1
        return super().span(name)


class CountedService(Counted, Service):
    pass


CountedService().ask("x")
