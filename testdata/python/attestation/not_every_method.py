"""Not every method of a marker's client is a marker: on one way nothing attests."""
from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance()


def marked(quick):
    mark = mima.attest("x") if quick else mima.require_approval("x")

    @mark
    def ask(text):
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create

    return ask("x")
