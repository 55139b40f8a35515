from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Delayed:
    def __init__(self, fn):
        self.fn = fn

    def __call__(self, *args):
        return Handle(self.fn, args)


class Handle:
    def __init__(self, fn, args):
        self.fn, self.args = fn, args

    def result(self):
        return self.fn(*self.args)


@mima.attest(tool_name="summarise")
@Delayed
def summarise(q):
    return client.responses.create(model="gpt-4o", input=q)


summarise("x").result()
