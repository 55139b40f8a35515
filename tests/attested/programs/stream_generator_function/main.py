from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def pieces(q):
    for part in q.split():
        yield client.responses.create(model="gpt-4o", input=part)


@mima.attest(tool_name="outside")
def outside(q):
    return pieces(q)


list(outside("a b"))
