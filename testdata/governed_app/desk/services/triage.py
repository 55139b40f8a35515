"""Triage: one caller is attested, the other was forgotten."""
from desk.governance import mima
from desk.llm.completion import classify_text


@mima.attest(tool_name="triage")
def triage(ticket):
    return classify_text(f"Which team? {ticket}")


def triage_in_a_hurry(ticket):
    return classify_text(f"Urgent? {ticket}")
