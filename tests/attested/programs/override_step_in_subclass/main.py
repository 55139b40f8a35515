from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Job:
    @mima.attest(tool_name="job")
    def run(self, q):
        return self.step(q)

    def step(self, q):
        raise NotImplementedError


class Translate(Job):
    def step(self, q):
        return client.responses.create(model="gpt-4o", input=f"translate {q}")


Translate().run("x")
