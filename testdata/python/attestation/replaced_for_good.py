"""A marker that is replaced from some moment on: whatever runs later is not attested by it."""
from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance()


def test_ask(monkeypatch):
    monkeypatch.setattr(mima, "trace", lambda name: None)
    ask("x")


def ask(text):
    with mima.trace("x"):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


@mima.attest("x")
def other_method(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest
