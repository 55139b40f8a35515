"""A match of a list with one case, which reads as an annotation: what its pattern binds is not what it was."""
import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="s")
kept = MimaGovernance(api_key="k", system_name="s")


class Silent:
    def trace(self, name):
        return contextlib.nullcontext()


def ask(text):
    with mima.trace("ask"):  #~ MIMA013 mima.trace
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


def rank(text):
    with kept.trace("rank"):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


match [Silent()]:
    case [mima]:
        print("replaced")

match [client]:
    case [other]:
        client.responses.create(model="m", input="x")  #~ MIMA001 openai.OpenAI.responses.create

ask("x")
rank("x")
