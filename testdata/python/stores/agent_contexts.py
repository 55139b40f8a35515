"""What agents hand to their tools."""
from contextlib import asynccontextmanager
from dataclasses import dataclass

from agents import Runner, RunContextWrapper, function_tool
from langgraph.graph import StateGraph
from langgraph.runtime import Runtime
from langchain_core.runnables import RunnableConfig
from langchain_openai import ChatOpenAI
from mcp.server.fastmcp import Context, FastMCP
from openai import AsyncOpenAI, OpenAI
from pydantic_ai import Agent, RunContext


@dataclass
class Deps:
    client: AsyncOpenAI
    name: str


agent = Agent("openai:gpt-4o", deps_type=Deps)


@agent.tool
async def typed(ctx: RunContext[Deps], q: str):
    await ctx.deps.client.responses.create(input=q)  #~ MIMA001 openai.AsyncOpenAI.responses.create
    await ctx.deps.name.responses.create(input=q)


@agent.tool
async def direct(ctx: RunContext[AsyncOpenAI], q: str):
    await ctx.deps.responses.create(input=q)  #~ MIMA001 openai.AsyncOpenAI.responses.create


Ctx = RunContext[Deps]


@agent.system_prompt
async def by_alias(ctx: Ctx):
    await ctx.deps.client.responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create


@function_tool
async def wrapped(ctx: RunContextWrapper[Deps], q: str):
    await ctx.context.client.responses.create(input=q)  #~ MIMA001 openai.AsyncOpenAI.responses.create


class Held:
    def __init__(self, llm: OpenAI):
        self.llm = llm


@asynccontextmanager
async def lifespan(server: FastMCP):
    yield Held(llm=OpenAI())


mcp = FastMCP("x", lifespan=lifespan)


@mcp.tool()
def answer(ctx: Context, q: str):
    ctx.request_context.lifespan_context.llm.responses.create(input=q)  #~ MIMA001 openai.OpenAI.responses.create
    ctx.request_context.session.llm.responses.create(input=q)


@mcp.tool()
def answer_typed(ctx: Context[object, Held], q: str):
    ctx.request_context.lifespan_context.llm.responses.create(input=q)  #~ MIMA001 openai.OpenAI.responses.create


def node(state, config: RunnableConfig):
    config["configurable"]["llm"].invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    config["configurable"].get("llm").invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    config.get("configurable", {}).get("llm").invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    # Another key.
    config["configurable"]["thread_id"].invoke("x")
    config["metadata"]["llm"].invoke("x")


def untyped(state, config):
    config["configurable"]["llm"].invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


def with_runtime(state, runtime: Runtime[Held]):
    runtime.context.llm.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


graph = StateGraph(dict)
graph.add_node("node", node)
graph.add_node("untyped", untyped)
graph.add_node("with_runtime", with_runtime)
app = graph.compile()
app.invoke({}, config={"configurable": {"llm": ChatOpenAI(), "thread_id": "x"}})  #~ MIMA001 langgraph.graph.state.CompiledStateGraph.invoke
