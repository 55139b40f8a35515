from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


@mima.attest(tool_name="ask")
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


@mima.attest(tool_name="rank")
def rank(q):
    return client.responses.create(model="gpt-4o", input=q)


HANDLERS = {"ask": ask, "rank": rank}


def dispatch(name, q):
    handler = HANDLERS.get(name)
    return handler(q) if handler else None


dispatch("ask", "x")
dispatch("rank", "x")
