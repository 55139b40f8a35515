import functools

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


@mima.attest(tool_name="ask")
@functools.singledispatch
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


ask("x")
ask.dispatch(str)("y")
