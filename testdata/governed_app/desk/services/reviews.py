"""Reviews under context managers."""
from contextlib import ExitStack

from desk.governance import governed_block, mima
from desk.llm.completion import second_opinion


def review(text):
    with governed_block("review"):
        return second_opinion(text)


def review_all(texts):
    with ExitStack() as stack:
        stack.enter_context(mima.trace("review_all"))
        return [second_opinion(text) for text in texts]
