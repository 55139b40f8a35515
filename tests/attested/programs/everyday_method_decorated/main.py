from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Desk:
    @mima.attest(tool_name="ask")
    def ask(self, q):
        return self._send(q)

    @staticmethod
    @mima.attest(tool_name="rank")
    def rank(q):
        return client.responses.create(model="gpt-4o", input=q)

    @classmethod
    @mima.attest(tool_name="make")
    def make(cls, q):
        return client.responses.create(model="gpt-4o", input=q)

    @property
    @mima.attest(tool_name="motto")
    def motto(self):
        return client.responses.create(model="gpt-4o", input="motto")

    def _send(self, q):
        return client.responses.create(model="gpt-4o", input=q)


desk = Desk()
desk.ask("x"), Desk.rank("x"), Desk.make("x"), desk.motto
