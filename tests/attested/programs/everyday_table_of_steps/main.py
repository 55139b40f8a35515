from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def clean(q):
    return q.strip()


def send(q):
    return client.responses.create(model="gpt-4o", input=q).output_text


STEPS = [clean, send]


@mima.attest(tool_name="pipeline")
def pipeline(q):
    for step in STEPS:
        q = step(q)
    return q


pipeline("x")
