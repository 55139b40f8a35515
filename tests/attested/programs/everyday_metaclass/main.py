from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Governed(type):
    def __new__(mcs, name, bases, members):
        for key, member in members.items():
            if callable(member) and not key.startswith("_"):
                members[key] = mima.attest(tool_name=key)(member)
        return super().__new__(mcs, name, bases, members)


class Desk(metaclass=Governed):
    def ask(self, q):
        return client.responses.create(model="gpt-4o", input=q)


Desk().ask("x")
