from fastmcp import Context as FastContext
from fastmcp.server.dependencies import get_context
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.server import Server, ServerRequestContext
from mcp.server.fastmcp import Context, FastMCP
from mcp.server.mcpserver import Sample
from mcp.server.session import ServerSession

desk = FastMCP("desk")
low = Server("desk")


async def run(name: str):
    async with stdio_client(StdioServerParameters(command="server")) as (read, write):
        async with ClientSession(read, write) as session:
            await session.initialize()
            tools = await session.list_tools()
            return tools, await session.call_tool("search", {"q": name})


async def ask_the_client(session: ServerSession, messages):
    await session.elicit("Which one?", {})
    return await session.create_message(messages=messages, max_tokens=100)  #~ MIMA001 mcp.server.session.ServerSession.create_message


@desk.tool()
async def summarise(messages: list, ctx: Context) -> str:
    await ctx.report_progress(0.5)
    answer = await ctx.session.create_message(messages=messages, max_tokens=100)  #~ MIMA001 mcp.server.session.ServerSession.create_message
    return (await ctx.request_context.session.create_message(messages=[answer], max_tokens=9)).content  #~ MIMA001 mcp.server.session.ServerSession.create_message


async def elsewhere(messages: list):
    return await desk.get_context().session.create_message(messages=messages, max_tokens=9)  #~ MIMA001 mcp.server.session.ServerSession.create_message


@low.call_tool()
async def call(name: str, arguments: dict):
    return await low.request_context.session.create_message(messages=[], max_tokens=9)  #~ MIMA001 mcp.server.session.ServerSession.create_message


async def handled(ctx: ServerRequestContext, params):
    return await ctx.session.create_message(messages=[], max_tokens=9)  #~ MIMA001 mcp.server.session.ServerSession.create_message


async def sampled(text: str, ctx: FastContext):
    await ctx.session.create_message(messages=[], max_tokens=9)  #~ MIMA001 mcp.server.session.ServerSession.create_message
    await get_context().sample(text)  #~ MIMA001 fastmcp.Context.sample
    return await ctx.sample(text)  #~ MIMA001 fastmcp.Context.sample


def resolve(text: str) -> Sample:
    return Sample(messages=[text], max_tokens=9)  #~ MIMA001 mcp.server.mcpserver.Sample
