"""Tasks of the night."""
from desk.clients import openai_client
from desk.governance import mima
from desk.llm.embeddings import embed, embed_without_evidence
from desk.tasks.queue import queue


@queue.task
@mima.attest(tool_name="digest")
def digest(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


@mima.attest(tool_name="cleanup")
@queue.task
def cleanup(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


@queue.task
def index(text):
    embed([text])
    return embed_without_evidence(text)
