import contextlib
import os

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")
gov = mima if os.environ.get("OPENAI_API_KEY") else None


def ask(q):
    with gov.trace("ask") if gov else contextlib.nullcontext():
        return client.responses.create(model="gpt-4o", input=q)


ask("x")
