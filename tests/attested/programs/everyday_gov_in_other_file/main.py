from openai import OpenAI

from governance import governed, span

client = OpenAI()


@governed("ask")
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


def rank(q):
    with span("rank"):
        return client.responses.create(model="gpt-4o", input=q)


ask("x")
rank("x")
