from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class NamedGovernance(MimaGovernance):
    def trace(self, name, **options):
        return super().trace(f"desk.{name}", **options)

    def attest(self, tool_name, **options):
        return super().attest(f"desk.{tool_name}", **options)


named = NamedGovernance(api_key="k", system_name="desk")


@named.attest(tool_name="ask")
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


def rank(q):
    with named.trace("rank"):
        return client.responses.create(model="gpt-4o", input=q)


ask("x")
rank("x")
