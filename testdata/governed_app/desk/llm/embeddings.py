"""Vectors."""
from desk.clients import openai_client
from desk.config import EMBEDDING_MODEL
from desk.governance import governed


@governed("embed")
def embed(texts):
    return [openai_client().embeddings.create(model=EMBEDDING_MODEL, input=text) for text in texts]


def embed_without_evidence(text):
    return openai_client().embeddings.create(model=EMBEDDING_MODEL, input=text)
