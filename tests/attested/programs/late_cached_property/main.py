import functools

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Reply:
    def __init__(self, q):
        self.q = q

    @functools.cached_property
    def text(self):
        return client.responses.create(model="gpt-4o", input=self.q).output_text


@mima.attest(tool_name="ask")
def ask(q):
    return Reply(q)


@mima.attest(tool_name="read")
def read(q):
    return Reply(q).text


ask("x").text
