"""The HTTP service."""

from fastapi import FastAPI, HTTPException

from desk import triage
from desk.agent import Drafter
from desk.clients import async_client
from desk.governance import amima, mima
from desk.summaries import Summariser

app = FastAPI()
summariser = Summariser()
drafter = Drafter()


@app.get("/health")
async def health() -> dict:
    models = await async_client().models.list()
    return {"models": len(models.data)}


@app.post("/tickets")
def create_ticket(text: str) -> dict:
    if not text:
        raise HTTPException(422, "empty")
    return {
        "team": triage.classify(text),
        "title": summariser.title(text),
        "summary": summariser.summarise(text),
    }


@app.post("/moderate")
async def moderate(text: str) -> dict:
    # mima: ignore[MIMA001] moderation keeps no record of what users write; decided in review 12
    result = await async_client().moderations.create(input=text)
    return {"flagged": result.results[0].flagged}


@app.post("/translate")
@amima.attest(tool_name="translate")
async def translate(text: str) -> dict:
    response = await async_client().responses.create(model="gpt-4o", input=f"In English: {text}")
    return {"text": response.output_text}


@app.post("/rewrite")
@mima.attest(tool_name="rewrite")
async def rewrite(text: str) -> dict:
    # The wrapper of the synchronous client has returned before this body runs.
    response = await async_client().responses.create(model="gpt-4o", input=f"More politely: {text}")
    return {"text": response.output_text}


@app.post("/drafts")
def draft(ticket: str) -> dict:
    return {"draft": drafter.draft(ticket, handbook="")}
