from concurrent.futures import ThreadPoolExecutor

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def one(q):
    return client.responses.create(model="gpt-4o", input=q)


def many(qs):
    with mima.trace("many"), ThreadPoolExecutor() as pool:
        futures = [pool.submit(one, q) for q in qs]
        return [future.result() for future in futures]


many(["a", "b"])
