import functools

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def retried(times=3):
    def decorate(fn):
        @functools.wraps(fn)
        def inner(*args, **options):
            for attempt in range(times):
                try:
                    return fn(*args, **options)
                except ConnectionError:
                    continue
            raise RuntimeError("gave up")

        return inner

    return decorate


@mima.attest(tool_name="above")
@retried(times=2)
def above(q):
    return client.responses.create(model="gpt-4o", input=q)


@retried()
@mima.attest(tool_name="below")
def below(q):
    return client.responses.create(model="gpt-4o", input=q)


above("x")
below("x")
