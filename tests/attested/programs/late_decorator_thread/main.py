import functools
import threading

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def in_background(fn):
    @functools.wraps(fn)
    def inner(*args):
        thread = threading.Thread(target=fn, args=args)
        thread.start()
        return thread

    return inner


@mima.attest(tool_name="summarise")
@in_background
def summarise(q):
    return client.responses.create(model="gpt-4o", input=q)


@in_background
@mima.attest(tool_name="rank")
def rank(q):
    return client.responses.create(model="gpt-4o", input=q)


summarise("x").join()
rank("x").join()
