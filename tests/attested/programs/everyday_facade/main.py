from openai import OpenAI

from governance import Governance

client = OpenAI()
governance = Governance("desk")


@governance.tool("ask")
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


def rank(q):
    with governance.span("rank"):
        return client.responses.create(model="gpt-4o", input=q)


ask("x")
rank("x")
