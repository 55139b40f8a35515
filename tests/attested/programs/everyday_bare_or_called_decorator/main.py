from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def governed(fn=None, *, name=None):
    if fn is None:
        return lambda inner: governed(inner, name=name)
    return mima.attest(tool_name=name or fn.__name__)(fn)


@governed
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


@governed(name="rank")
def rank(q):
    return client.responses.create(model="gpt-4o", input=q)


ask("x")
rank("x")
