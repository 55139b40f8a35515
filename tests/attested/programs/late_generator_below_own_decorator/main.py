import functools

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def governed(fn):
    @functools.wraps(fn)
    def inner(*args):
        with mima.trace(fn.__name__):
            return fn(*args)

    return inner


def repeated(fn):
    def inner(*args):
        yield fn(*args)

    return inner


@governed
@repeated
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


list(ask("x"))
