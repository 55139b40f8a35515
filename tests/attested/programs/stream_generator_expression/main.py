from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


@mima.attest(tool_name="lazy")
def lazy(qs):
    return (client.responses.create(model="gpt-4o", input=q) for q in qs)


@mima.attest(tool_name="eager")
def eager(qs):
    return [client.responses.create(model="gpt-4o", input=q) for q in qs]


@mima.attest(tool_name="joined")
def joined(qs):
    return "".join(client.responses.create(model="gpt-4o", input=q).output_text for q in qs)


list(lazy(["a"]))
eager(["a"])
joined(["a"])
