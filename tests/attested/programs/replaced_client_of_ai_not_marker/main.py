from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Fake:
    def __init__(self, real):
        self.responses = real.responses


def ask(q):
    with mima.trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)


client.timeout = 3
mima.agent_name = "desk"
setattr(mima, "on_error", "silent")
ask("x")
