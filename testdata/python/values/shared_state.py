"""What a program keeps in the objects of its web framework."""
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from flask import g
from openai import AsyncOpenAI, OpenAI


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.client = AsyncOpenAI()
    app.state.name = "x"
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/ask")
async def ask(request: Request):
    await request.app.state.client.responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create flow=constructed,attribute,called
    request.app.state.name.responses.create(input="x")
    request.app.other.client.responses.create(input="x")


def open_client():
    g.client = OpenAI()


def in_flask():
    return g.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def unset():
    return g.other.responses.create(input="x")  #~ MIMA003 responses.create
