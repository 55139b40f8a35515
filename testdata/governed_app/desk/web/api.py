"""The programmatic interface."""
from fastapi import APIRouter

from desk.clients import async_client, openai_client
from desk.governance import amima, governed

router = APIRouter()


@router.post("/v1/answer")
@amima.attest(tool_name="api_answer")
async def api_answer(text):
    return await async_client.responses.create(model="gpt-4o", input=text)


@governed("api_draft")
@router.post("/v1/draft")
def api_draft(text):
    return openai_client().responses.create(model="gpt-4o", input=text)
