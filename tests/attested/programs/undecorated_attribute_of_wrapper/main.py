from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def governed(fn):
    marked = mima.attest(tool_name=fn.__name__)(fn)
    marked.without_record = fn
    return marked


@governed
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


ask("x")
ask.without_record("y")
