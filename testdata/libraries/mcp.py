from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.server.session import ServerSession


async def run(name: str):
    async with stdio_client(StdioServerParameters(command="server")) as (read, write):
        async with ClientSession(read, write) as session:
            await session.initialize()
            tools = await session.list_tools()
            return tools, await session.call_tool("search", {"q": name})


async def ask_the_client(session: ServerSession, messages):
    return await session.create_message(messages=messages, max_tokens=100)  #~ MIMA001 mcp.server.session.ServerSession.create_message
