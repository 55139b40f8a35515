import functools
import time

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def timed(fn):
    @functools.wraps(fn)
    def inner(*args, **options):
        start = time.perf_counter()
        try:
            return fn(*args, **options)
        finally:
            print(time.perf_counter() - start)

    return inner


@mima.attest(tool_name="above")
@timed
def above(q):
    return client.responses.create(model="gpt-4o", input=q)


@timed
@mima.attest(tool_name="below")
def below(q):
    return client.responses.create(model="gpt-4o", input=q)


above("x")
below("x")
