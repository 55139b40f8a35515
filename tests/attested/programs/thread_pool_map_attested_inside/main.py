from concurrent.futures import ThreadPoolExecutor

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


@mima.attest(tool_name="one")
def one(q):
    return client.responses.create(model="gpt-4o", input=q)


def many(qs):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(one, qs))


many(["a", "b"])
