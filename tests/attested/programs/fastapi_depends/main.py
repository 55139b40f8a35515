from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")
app = FastAPI()


def get_governance() -> MimaGovernance:
    return mima


@app.get("/ask")
def ask(q: str, gov: MimaGovernance = Depends(get_governance)):
    with gov.trace("ask"):
        return {"answer": client.responses.create(model="gpt-4o", input=q).output_text}


TestClient(app).get("/ask?q=x")
