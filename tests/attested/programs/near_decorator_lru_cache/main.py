import functools

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


@mima.attest(tool_name="above")
@functools.lru_cache(maxsize=8)
def above(q):
    return client.responses.create(model="gpt-4o", input=q)


@functools.lru_cache(maxsize=None)
@mima.attest(tool_name="below")
def below(q):
    return client.responses.create(model="gpt-4o", input=q)


above("x")
below("x")
