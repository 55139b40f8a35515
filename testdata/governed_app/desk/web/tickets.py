"""Routes about tickets."""
from desk.clients import openai_client
from desk.governance import mima
from desk.services.summaries import summarise
from desk.services.triage import triage, triage_in_a_hurry
from desk.web.app import app


@app.post("/summary")
def summary(text):
    return summarise(text)


@app.post("/triage")
def route_triage(text):
    return [triage(text), triage_in_a_hurry(text)]


@app.post("/reply")
@mima.attest(tool_name="reply")
def reply(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


@mima.attest(tool_name="draft")
@app.post("/draft")
def draft(text):
    return openai_client().responses.create(model="gpt-4o", input=text)
