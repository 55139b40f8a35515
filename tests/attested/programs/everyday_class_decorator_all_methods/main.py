from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def governed(cls):
    for name, member in list(vars(cls).items()):
        if callable(member) and not name.startswith("_"):
            setattr(cls, name, mima.attest(tool_name=name)(member))
    return cls


@governed
class Desk:
    def ask(self, q):
        return client.responses.create(model="gpt-4o", input=q)

    def rank(self, q):
        return client.responses.create(model="gpt-4o", input=q)


Desk().ask("x")
Desk().rank("x")
