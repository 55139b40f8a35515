import contextlib
import functools

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Silent:
    def trace(self, name):
        return contextlib.nullcontext()


def governed(fn):
    @functools.wraps(fn)
    def inner(*args):
        with mima.trace(fn.__name__):
            return fn(*args)

    return inner


@governed
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


globals()["mima"] = Silent()
ask("x")
