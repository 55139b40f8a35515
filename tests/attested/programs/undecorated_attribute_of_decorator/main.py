import functools

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def exposed(fn):
    @functools.wraps(fn)
    def inner(*args):
        return fn(*args)

    inner.raw = fn
    return inner


@mima.attest(tool_name="ask")
@exposed
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


ask("x")
ask.raw("y")
