from autogen_agentchat.agents import AssistantAgent
from autogen_agentchat.teams import RoundRobinGroupChat
from autogen_core.models import UserMessage
from autogen_ext.models.openai import OpenAIChatCompletionClient
from autogen_agentchat.base import Team
from autogen_core import AgentId, SingleThreadedAgentRuntime

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


async def any_team(team: Team, task: str):
    await team.pause()
    return await team.run(task=task)  #~ MIMA001 autogen_agentchat.base.Team.run


async def messages(message):
    runtime = SingleThreadedAgentRuntime()
    runtime.start()
    await runtime.send_message(message, AgentId("writer", "default"))
    await runtime.publish_message(message, None)
    await runtime.stop_when_idle()


class Own(AssistantAgent):
    async def raw(self, messages):
        await self._model_client.create(messages)  #~ MIMA001 autogen_core.models.ChatCompletionClient.create
