from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def pieces(q):
    for part in q.split():
        yield client.responses.create(model="gpt-4o", input=part)


@mima.attest(tool_name="inside")
def inside(q):
    return [piece.output_text for piece in pieces(q)]


inside("a b")
