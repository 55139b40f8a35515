from agno.agent import Agent
from agno.models.openai import OpenAIChat
from phi.agent import Agent as OldAgent
from phi.assistant import Assistant
from agno.knowledge.embedder.openai import OpenAIEmbedder
from agno.models.base import Model
from phi.model.openai import OpenAIChat as PhiOpenAIChat

agent = Agent(model=OpenAIChat(id="gpt-4o"), markdown=True)


def ask(question: str):
    agent.print_response(question)  #~ MIMA001 agno.agent.Agent.print_response
    agent.get_session()
    return agent.run(question)  #~ MIMA001 agno.agent.Agent.run


async def old(question: str):
    copy = OldAgent(name="old").deep_copy()
    Assistant().print_response(question)  #~ MIMA001 phi.assistant.Assistant.print_response
    return await copy.arun(question)  #~ MIMA001 phi.agent.Agent.arun


def talk(handle: Model):
    handle.describe()
    return handle.ainvoke()  #~ MIMA001 agno.models.base.Model.ainvoke


def vectors(handle: OpenAIEmbedder):
    handle.describe()
    return handle.get_embedding()  #~ MIMA001 agno.knowledge.embedder.openai.OpenAIEmbedder.get_embedding


def phidata_model(messages: list):
    model = PhiOpenAIChat(id="gpt-4o-mini")
    model.add_tool(print)
    return model.response(messages)  #~ MIMA001 phi.model.openai.OpenAIChat.response model=gpt-4o-mini
