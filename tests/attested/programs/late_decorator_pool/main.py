import functools
from concurrent.futures import ThreadPoolExecutor

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")
pool = ThreadPoolExecutor(2)


def threaded(fn):
    @functools.wraps(fn)
    def inner(*args):
        return pool.submit(fn, *args)

    return inner


@mima.attest(tool_name="summarise")
@threaded
def summarise(q):
    return client.responses.create(model="gpt-4o", input=q)


summarise("x").result()
