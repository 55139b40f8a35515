"""Functions inside functions."""
from desk.clients import openai_client
from desk.governance import mima


@mima.attest(tool_name="inside")
def inside(text):
    def ask():
        return openai_client().responses.create(model="gpt-4o", input=text)

    return ask()


@mima.attest(tool_name="make_asker")
def make_asker():
    def ask(text):
        return openai_client().responses.create(model="gpt-4o", input=text)

    return ask


@mima.attest(tool_name="lazily")
def lazily(texts):
    return (openai_client().responses.create(model="gpt-4o", input=text) for text in texts)


@mima.attest(tool_name="eagerly")
def eagerly(texts):
    return list(openai_client().responses.create(model="gpt-4o", input=text) for text in texts)
