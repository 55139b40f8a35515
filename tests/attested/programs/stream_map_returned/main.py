from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def one(q):
    return client.responses.create(model="gpt-4o", input=q)


@mima.attest(tool_name="all")
def ask_all(qs):
    return map(one, qs)


list(ask_all(["a", "b"]))
