from typing import Optional

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def ask(q, gov: Optional[MimaGovernance] = None):
    gov = gov or mima
    with gov.trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)


ask("x")
ask("y", mima)
