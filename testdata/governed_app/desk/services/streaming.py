"""Streams: a generator outlives the decorator above it."""
from desk.clients import openai_client
from desk.governance import mima
from desk.llm.completion import stream


@mima.attest(tool_name="stream")
def stream_answer(prompt):
    for part in openai_client().responses.create(model="gpt-4o", input=prompt, stream=True):
        yield part


@mima.attest(tool_name="collect")
def collect_answer(prompt):
    return list(stream(prompt))


def stream_traced(prompt):
    with mima.trace("stream_traced"):
        for part in openai_client().responses.create(model="gpt-4o", input=prompt, stream=True):
            yield part
