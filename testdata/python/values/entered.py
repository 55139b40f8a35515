"""A method `__enter__` that yields gives a generator, which nobody runs: no marker is entered."""
from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance()


class Lazy:
    def __init__(self):
        self.trace = mima.trace("x")

    def __enter__(self):
        self.trace.__enter__()
        yield self

    def __exit__(self, *error):
        return False


def under_lazy(text):
    with Lazy():
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
