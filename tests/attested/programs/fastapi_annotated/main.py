from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")
app = FastAPI()


def governance():
    return mima


Gov = Annotated[MimaGovernance, Depends(governance)]


@app.post("/ask")
def ask(gov: Gov, q: str = "x"):
    with gov.trace("ask"):
        client.responses.create(model="gpt-4o", input=q)


TestClient(app).post("/ask")
