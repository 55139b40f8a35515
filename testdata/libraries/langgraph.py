from langgraph.graph import CompiledGraph, END, START, StateGraph
from langgraph.prebuilt import create_react_agent
from langgraph.pregel import Pregel

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
