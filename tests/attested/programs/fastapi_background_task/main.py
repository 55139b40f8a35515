from fastapi import BackgroundTasks, FastAPI
from fastapi.testclient import TestClient
from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")
app = FastAPI()


def later(q):
    client.responses.create(model="gpt-4o", input=q)


@app.post("/ask")
@mima.attest(tool_name="ask")
def ask(tasks: BackgroundTasks):
    tasks.add_task(later, "x")


TestClient(app).post("/ask")
