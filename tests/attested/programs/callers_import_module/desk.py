from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def answer(q):
    return client.responses.create(model="gpt-4o", input=q)


@mima.attest(tool_name="ask")
def ask(q):
    return answer(q)
