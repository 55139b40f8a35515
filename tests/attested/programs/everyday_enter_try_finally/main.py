from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def ask(q):
    span = mima.trace("ask")
    span.__enter__()
    try:
        return client.responses.create(model="gpt-4o", input=q)
    finally:
        span.__exit__(None, None, None)


ask("x")
