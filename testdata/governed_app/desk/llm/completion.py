"""Helpers that attest nothing themselves."""
from desk.clients import anthropic_client, async_client, openai_client
from desk.config import CHAT_MODEL, SMALL_MODEL


def complete(prompt):
    return openai_client().responses.create(model=CHAT_MODEL, input=prompt).output_text


def classify_text(prompt):
    return openai_client().responses.create(model=SMALL_MODEL, input=prompt).output_text


def second_opinion(prompt):
    answer = anthropic_client().messages.create(model="claude", max_tokens=100, messages=[{"role": "user", "content": prompt}])
    return answer.content


async def complete_async(prompt):
    answer = await async_client.responses.create(model=CHAT_MODEL, input=prompt)
    return answer.output_text


def stream(prompt):
    for part in openai_client().responses.create(model=CHAT_MODEL, input=prompt, stream=True):
        yield part
