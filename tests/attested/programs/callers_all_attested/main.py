from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def helper(q):
    return client.responses.create(model="gpt-4o", input=q)


@mima.attest(tool_name="ask")
def ask(q):
    return helper(q)


def rank(q):
    with mima.trace("rank"):
        return helper(q)


ask("x")
rank("x")
