from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")
TOOLS = {}


def tool(fn):
    TOOLS[fn.__name__] = fn
    return fn


@mima.attest(tool_name="above")
@tool
def above(q):
    return client.responses.create(model="gpt-4o", input=q)


@tool
@mima.attest(tool_name="below")
def below(q):
    return client.responses.create(model="gpt-4o", input=q)


above("x")
for run in TOOLS.values():
    run("y")
