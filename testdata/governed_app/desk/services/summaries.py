"""Summaries: every way to the model goes through an attested function."""
from desk.governance import governed
from desk.llm.completion import complete


@governed("summarise")
def summarise(text):
    return complete(f"Summarise: {text}")


@governed("summarise_all")
def summarise_all(texts):
    return [_one(text) for text in texts]


def _one(text):
    return complete(f"Summarise shortly: {text}")
