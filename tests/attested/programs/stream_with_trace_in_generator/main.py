from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def pieces(qs):
    with mima.trace("pieces"):
        for q in qs:
            yield client.responses.create(model="gpt-4o", input=q).output_text


list(pieces(["a", "b"]))
