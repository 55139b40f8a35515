"""Whoever calls what is registered does it when the file was read."""

from acme_tracing import Instrumentor
from fastapi import FastAPI
from openai import OpenAI

app = FastAPI()
client = OpenAI()


@app.get("/ask")
def ask():
    return client.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m


Instrumentor().instrument()
