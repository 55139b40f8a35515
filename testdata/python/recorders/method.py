"""It is called in a method."""

from acme_tracing import Instrumentor
from openai import OpenAI

client = OpenAI()


class Tracing:
    def start(self):
        Instrumentor().instrument()


class Quiet(Tracing):
    def start(self):
        pass


class Desk:
    def __init__(self, tracing: Tracing):
        tracing.start()

    def ask(self):
        return client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=may_be_something_else


def certain():
    Tracing().start()
    return client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m #~? attested openai.OpenAI.responses.create model=m -- what a method puts in place that is overridden elsewhere is in doubt


Desk(Quiet()).ask()
