"""Steps that are handed to an attested runner."""
from desk.clients import openai_client
from desk.governance import mima


@mima.attest(tool_name="run_step")
def run_step(step, text):
    return step(text)


def translate(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


def polish(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


def run_pipeline(text):
    run_step(translate, text)
    run_step(polish, text)
    run_step(lambda one: openai_client().responses.create(model="gpt-4o", input=one), text)
    return polish(text)
