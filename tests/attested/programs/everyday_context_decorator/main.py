import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class governed(contextlib.ContextDecorator):
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        self.span = mima.trace(self.name)
        return self.span.__enter__()

    def __exit__(self, *error):
        return self.span.__exit__(*error)


@governed("ask")
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


def rank(q):
    with governed("rank"):
        return client.responses.create(model="gpt-4o", input=q)


ask("x")
rank("x")
