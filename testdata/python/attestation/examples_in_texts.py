"""Examples in texts call functions: whoever runs them as tests is a caller."""
from mima_governance import MimaGovernance
from openai import OpenAI

client, mima = OpenAI(), MimaGovernance(api_key="k", system_name="s")


def answer(text):
    """Answers.

    >>> answer("x") is None
    False
    """
    return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


def rank(text):
    """Ranks as ``answer(text)`` does.

    >>> len([])
    0
    """
    return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest(tool_name="ask")
def ask(text):
    """Asks.

    >>> ask("x") is None
    False
    """
    rank(text)
    return answer(text)
