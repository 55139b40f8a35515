from langgraph.graph import CompiledGraph, END, START, StateGraph
from langgraph.prebuilt import create_react_agent
from langgraph.pregel import Pregel
from langgraph.func import entrypoint
from langgraph_sdk import get_client, get_sync_client
from langgraph_supervisor import create_supervisor

agent = create_react_agent("openai:gpt-4o", tools=[])


def build(node):
    builder = StateGraph(dict)
    builder.add_node("answer", node)
    builder.add_edge(START, "answer")
    builder.add_edge("answer", END)
    return builder.compile()


def run(question: str, node):
    graph = build(node)
    graph.get_graph().draw_mermaid()
    return graph.invoke({"question": question})  #~ MIMA001 langgraph.graph.state.CompiledStateGraph.invoke


async def stream(question: str):
    async for event in agent.astream({"messages": [("user", question)]}):  #~ MIMA001 langgraph.graph.state.CompiledStateGraph.astream
        print(event)


def before_0_5_run_agent(handle: CompiledGraph):
    handle.describe()
    return handle.abatch()  #~ MIMA001 langgraph.graph.CompiledGraph.abatch


def talk(handle: Pregel):
    handle.describe()
    return handle.abatch_as_completed()  #~ MIMA001 langgraph.pregel.Pregel.abatch_as_completed


def before_0_5_talk(handle: CompiledGraph):
    handle.describe()
    return handle.abatch_as_completed()  #~ MIMA001 langgraph.graph.CompiledGraph.abatch_as_completed


@entrypoint()
def workflow(question: str):
    return question


def as_function(question: str):
    workflow.get_graph()
    return workflow.invoke(question)  #~ MIMA001 langgraph.pregel.Pregel.invoke


def supervised(question: str):
    return create_supervisor([agent], model="gpt-4o").compile().invoke({"messages": question})  #~ MIMA001 langgraph.graph.state.CompiledStateGraph.invoke


async def served(question: str):
    client = get_client(url="http://localhost:2024")
    thread = await client.threads.create()
    return await client.runs.wait(thread["thread_id"], "agent", input={"q": question})  #~ MIMA001 langgraph_sdk.client.LangGraphClient.runs.wait


def served_at_once(thread: str, question: str):
    return get_sync_client().runs.create(thread, "agent", input={"q": question})  #~ MIMA001 langgraph_sdk.client.SyncLangGraphClient.runs.create
