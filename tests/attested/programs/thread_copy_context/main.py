import contextvars
from concurrent.futures import ThreadPoolExecutor

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def one(q):
    return client.responses.create(model="gpt-4o", input=q)


def two(q):
    return client.responses.create(model="gpt-4o", input=q)


def traced(q):
    with mima.trace("traced"), ThreadPoolExecutor() as pool:
        return pool.submit(contextvars.copy_context().run, one, q).result()


@mima.attest(tool_name="decorated")
def decorated(q):
    with ThreadPoolExecutor() as pool:
        return pool.submit(contextvars.copy_context().run, two, q).result()


traced("x")
decorated("x")
