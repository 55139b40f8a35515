"""Summaries of long tickets."""

from openai import OpenAI

from desk.clients import openai_client
from desk.governance import mima

MODEL = "gpt-4o-mini"


class Summariser:
    def __init__(self, client: OpenAI | None = None):
        self.client = client or openai_client()

    @mima.attest(tool_name="summarise")
    def summarise(self, text: str) -> str:
        reply = self.client.chat.completions.create(
            model=MODEL,
            messages=[{"role": "user", "content": f"Summarise: {text}"}],
        )
        return reply.choices[0].message.content

    def title(self, text: str) -> str:
        # A later addition, and nobody thought of the decorator.
        reply = self.client.chat.completions.create(
            model=MODEL,
            messages=[{"role": "user", "content": f"Give this a title: {text}"}],
        )
        return reply.choices[0].message.content.strip()
