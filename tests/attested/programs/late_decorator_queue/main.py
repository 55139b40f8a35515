import functools

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")
pending = []


def deferred(fn):
    @functools.wraps(fn)
    def inner(*args):
        pending.append((fn, args))

    return inner


@mima.attest(tool_name="summarise")
@deferred
def summarise(q):
    return client.responses.create(model="gpt-4o", input=q)


summarise("x")
while pending:
    fn, args = pending.pop()
    fn(*args)
