from fastapi import FastAPI
from fastapi.testclient import TestClient
from mima_governance import AsyncMimaGovernance
from openai import AsyncOpenAI

aclient = AsyncOpenAI()
amima = AsyncMimaGovernance(api_key="k", system_name="desk")
app = FastAPI()


@app.get("/below")
@amima.attest(tool_name="below")
async def below(q: str = "x"):
    return (await aclient.responses.create(model="gpt-4o", input=q)).output_text


@amima.attest(tool_name="above")
@app.get("/above")
async def above(q: str = "x"):
    return (await aclient.responses.create(model="gpt-4o", input=q)).output_text


web = TestClient(app)
web.get("/below")
web.get("/above")
