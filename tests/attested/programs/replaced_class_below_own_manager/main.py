import contextlib
from unittest import mock

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Settings:
    governance = mima


@contextlib.contextmanager
def span(name):
    with Settings.governance.trace(name) as handle:
        yield handle


def ask(q):
    with span("ask"):
        return client.responses.create(model="gpt-4o", input=q)


with mock.patch("mima_governance.MimaGovernance.trace", lambda *args, **options: contextlib.nullcontext()):
    ask("x")
