from aiohttp import web
from openai import AsyncOpenAI

routes = web.RouteTableDef()
CLIENT = web.AppKey("client", AsyncOpenAI)
OTHER = web.AppKey("other", str)


async def open_client(app):
    app["llm"] = AsyncOpenAI()
    app[CLIENT] = AsyncOpenAI()
    app[OTHER] = "x"
    yield


@routes.get("/ask")
async def ask(request):
    await request.app["llm"].responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create
    await request.app[CLIENT].responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create
    await helper(request)
    # Another key, another store.
    await request.app[OTHER].responses.create(input="x")
    await request.app["other"].responses.create(input="x")  #~ MIMA003 responses.create
    await request["llm"].responses.create(input="x")  #~ MIMA003 responses.create


async def helper(request):
    await request.app["llm"].responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create


async def typed(request: web.Request) -> web.Response:
    await request.app["llm"].responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create
    return web.Response()


app = web.Application()
app.cleanup_ctx.append(open_client)
app.router.add_get("/typed", typed)
