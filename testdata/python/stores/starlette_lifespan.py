"""A lifespan that yields gives what it yields to the state of requests."""
from contextlib import asynccontextmanager

from openai import AsyncOpenAI
from starlette.applications import Starlette
from starlette.requests import Request


@asynccontextmanager
async def lifespan(app):
    async with AsyncOpenAI() as client:
        yield {"client": client, "name": "x"}


app = Starlette(lifespan=lifespan)
other = Starlette()
app.state.mine = AsyncOpenAI()


async def ask(request: Request):
    await request.state.client.responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create
    await request.app.state.mine.responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create
    # Another entry, another store, another application.
    await request.state.name.responses.create(input="x")
    await request.app.state.client.responses.create(input="x")  #~ MIMA003 responses.create
    await other.state.mine.responses.create(input="x")  #~ MIMA003 responses.create
