import functools

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def curried(fn):
    def inner(*args):
        return functools.partial(fn, *args)

    return inner


@mima.attest(tool_name="summarise")
@curried
def summarise(q):
    return client.responses.create(model="gpt-4o", input=q)


summarise("x")()
