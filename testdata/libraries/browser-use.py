from browser_use import Agent, ChatOpenAI
from browser_use.llm import ChatAnthropic
from browser_use.llm.anthropic.serializer import AnthropicMessageSerializer


async def book(task: str):
    agent = Agent(task=task, llm=ChatOpenAI(model="gpt-4o"))
    agent.add_new_task("and pay")
    history = await agent.run(max_steps=20)  #~ MIMA001 browser_use.Agent.run
    await agent.close()
    return history


def wait(task: str):
    return Agent(task=task, llm=ChatOpenAI(model="gpt-4o")).run_sync()  #~ MIMA001 browser_use.Agent.run_sync


async def model(messages: list):
    AnthropicMessageSerializer.serialize_messages(messages)
    await ChatAnthropic(model="claude-sonnet-4-0").ainvoke(messages)  #~ MIMA001 browser_use.llm.ChatAnthropic.ainvoke model=claude-sonnet-4-0
    return await ChatOpenAI(model="gpt-4o").ainvoke(messages)  #~ MIMA001 browser_use.ChatOpenAI.ainvoke model=gpt-4o
