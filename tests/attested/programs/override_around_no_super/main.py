from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Desk:
    gov = mima

    def around(self, fn, *args):
        with self.gov.trace("around"):
            return fn(*args)

    def run(self, q):
        return self.around(self._send, q)

    def _send(self, q):
        return client.responses.create(model="gpt-4o", input=q)


class OtherDesk(Desk):
    def around(self, fn, *args):
        return fn(*args)


Desk().run("a")
OtherDesk().run("b")
