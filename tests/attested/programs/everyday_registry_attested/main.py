from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")
TOOLS = {}


def tool(name):
    def decorate(fn):
        TOOLS[name] = mima.attest(tool_name=name)(fn)
        return TOOLS[name]

    return decorate


@tool("ask")
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


@tool("rank")
def rank(q):
    return client.responses.create(model="gpt-4o", input=q)


for run in TOOLS.values():
    run("x")
ask("y")
