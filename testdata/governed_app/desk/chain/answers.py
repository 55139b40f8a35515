"""Answers through chains."""
from desk.chain.models import callback, configured, make, plain, wired
from desk.governance import mima


def answer(text):
    plain.invoke(text)
    wired.invoke(text)
    configured.invoke(text)
    make().invoke(text)
    return plain.invoke(text, config={"callbacks": [callback]})


@mima.attest(tool_name="answer_governed")
def answer_governed(text):
    return plain.invoke(text)
