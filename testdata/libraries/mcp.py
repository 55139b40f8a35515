from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


async def run(name: str):
    async with stdio_client(StdioServerParameters(command="server")) as (read, write):
        async with ClientSession(read, write) as session:
            await session.initialize()
            tools = await session.list_tools()
            return tools, await session.call_tool("search", {"q": name})  #~ MIMA001 mcp.ClientSession.call_tool model=search
