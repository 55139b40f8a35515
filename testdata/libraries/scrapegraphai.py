import asyncio

from scrapegraphai.graphs import BaseGraph, SearchGraph, SmartScraperGraph


def read(url: str):
    graph = SmartScraperGraph(prompt="List the prices", source=url, config={"llm": {"model": "openai/gpt-4o-mini"}})
    result = graph.run()  #~ MIMA001 scrapegraphai.graphs.SmartScraperGraph.run
    print(graph.get_execution_info())
    return result


def look_up(prompt: str):
    return asyncio.run(SearchGraph(prompt=prompt, config={}).run_safe_async())  #~ MIMA001 scrapegraphai.graphs.SearchGraph.run_safe_async


def own(nodes: list):
    return BaseGraph(nodes=nodes, edges=[], entry_point=nodes[0]).execute({})
