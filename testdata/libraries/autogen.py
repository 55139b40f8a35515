from autogen_agentchat.agents import AssistantAgent
from autogen_agentchat.teams import RoundRobinGroupChat
from autogen_core.models import UserMessage
from autogen_ext.models.openai import OpenAIChatCompletionClient

client = OpenAIChatCompletionClient(model="gpt-4o")


async def one(task: str):
    client.count_tokens([UserMessage(content=task, source="user")])
    return await client.create([UserMessage(content=task, source="user")])  #~ MIMA001 autogen_ext.models.openai.OpenAIChatCompletionClient.create model=gpt-4o


async def team(task: str):
    writer = AssistantAgent("writer", model_client=client)
    critic = AssistantAgent("critic", model_client=client)
    group = RoundRobinGroupChat([writer, critic], max_turns=4)
    await group.reset()
    async for event in group.run_stream(task=task):  #~ MIMA001 autogen_agentchat.teams.RoundRobinGroupChat.run_stream
        print(event)
    return await writer.run(task="Sum up")  #~ MIMA001 autogen_agentchat.agents.AssistantAgent.run
