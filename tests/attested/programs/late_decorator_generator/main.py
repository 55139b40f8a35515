from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def repeated(fn):
    def inner(*args):
        for _ in range(2):
            yield fn(*args)

    return inner


@mima.attest(tool_name="summarise")
@repeated
def summarise(q):
    return client.responses.create(model="gpt-4o", input=q)


list(summarise("x"))
