import functools

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


@functools.lru_cache
def governance():
    return MimaGovernance(api_key="k", system_name="s")


def ask(q):
    with governance().trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)


ask("x")
