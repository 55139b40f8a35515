import contextlib
from unittest import mock

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Settings:
    governance = mima


def ask(q):
    with Settings.governance.trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)


with mock.patch.object(Settings.governance, "trace", lambda name: contextlib.nullcontext()):
    ask("x")
