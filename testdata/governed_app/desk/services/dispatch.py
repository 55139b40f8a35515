"""A table of handlers: what stands in it has callers that no file shows."""
from desk.clients import openai_client
from desk.governance import governed


def greet(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


@governed("bye")
def bye(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


HANDLERS = {"greet": greet, "bye": bye}


def dispatch(kind, text):
    return HANDLERS[kind](text)
