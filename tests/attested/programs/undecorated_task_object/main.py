from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Task:
    def __init__(self, fn):
        self.run = fn

    def __call__(self, *args):
        return self.run(*args)

    def delay(self, *args):
        return self.run(*args)


@mima.attest(tool_name="ask")
@Task
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


@Task
@mima.attest(tool_name="rank")
def rank(q):
    return client.responses.create(model="gpt-4o", input=q)


ask("x")
ask.run("y")
rank("x")
rank.delay("y")
