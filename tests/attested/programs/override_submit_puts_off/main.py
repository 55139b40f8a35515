from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Desk:
    @mima.attest(tool_name="run")
    def run(self, q):
        return self.submit(self._send, q)

    def submit(self, fn, *args):
        return fn(*args)

    def _send(self, q):
        return client.responses.create(model="gpt-4o", input=q)


class LaterDesk(Desk):
    pending = []

    def submit(self, fn, *args):
        self.pending.append((fn, args))


Desk().run("a")
LaterDesk().run("b")
for fn, args in LaterDesk.pending:
    fn(*args)
