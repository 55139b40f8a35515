import functools

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Tool:
    def __init__(self, fn):
        functools.update_wrapper(self, fn)
        self.fn = mima.attest(tool_name=fn.__name__)(fn)

    def __call__(self, *args, **options):
        return self.fn(*args, **options)


@Tool
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


ask("x")
