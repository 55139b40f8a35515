from agent_framework import Agent, ChatAgent, WorkflowBuilder, evaluate_agent, workflow, create_harness_agent
from agent_framework.anthropic import AnthropicClient
from agent_framework.azure import AzureOpenAIResponsesClient, DurableAIAgentClient
from agent_framework.declarative import AgentFactory
from agent_framework.openai import OpenAIChatClient, OpenAIEmbeddingClient
from agent_framework.orchestrations import SequentialBuilder
from agent_framework_azure_ai import AzureAIAgentsProvider
from agent_framework_openai import OpenAIChatCompletionClient

client = OpenAIChatClient(model="gpt-4o")


async def one(text: str):
    response = await client.get_response(text)  #~ MIMA001 agent_framework.openai.OpenAIChatClient.get_response model=gpt-4o
    client.get_web_search_tool()
    agent = client.as_agent(name="desk", instructions="Be brief")
    session = agent.create_session()
    return response, await agent.run(text, session=session)  #~ MIMA001 agent_framework.Agent.run


async def streamed(text: str):
    agent = Agent(client=AnthropicClient(model="claude-sonnet-4-0"), name="desk")
    async for update in agent.run(text, stream=True):  #~ MIMA001 agent_framework.Agent.run
        yield update
    tool = agent.as_tool()
    async for update in ChatAgent(chat_client=AzureOpenAIResponsesClient()).run_stream(text):  #~ MIMA001 agent_framework.ChatAgent.run_stream
        yield update, tool


async def completions(text: str):
    async for update in OpenAIChatCompletionClient(model="gpt-4o").get_streaming_response(text):  #~ MIMA001 agent_framework_openai.OpenAIChatCompletionClient.get_streaming_response model=gpt-4o
        yield update


async def vectors(texts: list):
    return await OpenAIEmbeddingClient(model="text-embedding-3-small").get_embeddings(texts)  #~ MIMA001 agent_framework.openai.OpenAIEmbeddingClient.get_embeddings model=text-embedding-3-small


async def graphs(text: str, writer: Agent, critic: Agent):
    built = WorkflowBuilder(start_executor=writer).add_edge(writer, critic).build()
    print(built.to_dict())
    await built.run(text)  #~ MIMA001 agent_framework.Workflow.run
    await built.as_agent(name="both").run(text)  #~ MIMA001 agent_framework.WorkflowAgent.run
    return await SequentialBuilder(participants=[writer, critic]).build().run(text)  #~ MIMA001 agent_framework.Workflow.run


@workflow
async def desk(text: str):
    return await client.get_response(text)  #~ MIMA001 agent_framework.openai.OpenAIChatClient.get_response model=gpt-4o


async def functional(text: str):
    return await desk.build().run(text)  #~ MIMA001 agent_framework.Workflow.run


async def made(text: str, provider: AzureAIAgentsProvider):
    first = await provider.create_agent("desk")
    await first.run(text)  #~ MIMA001 agent_framework.Agent.run
    await AgentFactory().create_agent_from_yaml(text).run(text)  #~ MIMA001 agent_framework.Agent.run
    return await create_harness_agent(client).run(text)  #~ MIMA001 agent_framework.Agent.run


async def judged(agent: Agent, answers: list, evaluators: list):
    await evaluate_agent(responses=answers, evaluators=evaluators)
    return await evaluate_agent(agent=agent, queries=["Hello?"], evaluators=evaluators)  #~ MIMA001 agent_framework.evaluate_agent


def durable(hub: DurableAIAgentClient, text: str):
    return hub.get_agent("desk").run(text)  #~ MIMA001 agent_framework.azure.DurableAIAgent.run
