import contextlib
from typing import cast

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Silent:
    def trace(self, name):
        return contextlib.nullcontext()


gov = cast(MimaGovernance, Silent())


def ask(q):
    with gov.trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)


ask("x")
