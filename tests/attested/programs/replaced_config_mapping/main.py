import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Off:
    def trace(self, name):
        return contextlib.nullcontext()


config = {"gov": mima}
config.update(gov=Off())


def ask(q):
    with config["gov"].trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)


ask("x")
