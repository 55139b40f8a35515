"""Which team a ticket goes to."""

from desk.clients import make_client
from desk.governance import mima

TEAMS = ["billing", "shipping", "other"]


def classify(text: str) -> str:
    client = make_client("anthropic")
    message = client.messages.create(
        model="claude-sonnet-4-0",
        max_tokens=10,
        messages=[{"role": "user", "content": f"One of {TEAMS}: {text}"}],
    )
    return message.content[0].text


def embed(texts: list[str]) -> list[list[float]]:
    with mima.trace("embed") as trace:
        trace.set_input(texts)
        response = make_client("openai").embeddings.create(model="text-embedding-3-small", input=texts)
        trace.set_output(len(response.data))
    return [item.embedding for item in response.data]
