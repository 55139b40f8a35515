from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


@mima.attest(tool_name="ask all")
def ask_all(qs):
    send = lambda q: client.responses.create(model="gpt-4o", input=q)
    first = [send(q) for q in qs]
    second = sorted(qs, key=lambda q: client.responses.create(model="gpt-4o", input=q).output_text)
    return first, second


ask_all(["a", "b"])
