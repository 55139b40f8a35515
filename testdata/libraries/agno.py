from agno.agent import Agent
from agno.models.openai import OpenAIChat
from phi.agent import Agent as OldAgent
from phi.assistant import Assistant
from agno.knowledge.embedder.openai import OpenAIEmbedder
from agno.models.base import Model
from phi.model.openai import OpenAIChat as PhiOpenAIChat
from agno.agent import RemoteAgent
from agno.eval.accuracy import AccuracyEval
from agno.eval.agent_as_judge import AgentAsJudgeEval

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


async def elsewhere(question: str):
    remote = RemoteAgent(base_url="http://desk:7777", agent_id="desk")
    await remote.acancel_run("1")
    return await remote.arun(question)  #~ MIMA001 agno.agent.RemoteAgent.arun


def judged(answer: str):
    evaluation = AccuracyEval(agent=agent, input="1 + 1", expected_output="2")
    evaluation.run()  #~ MIMA001 agno.eval.accuracy.AccuracyEval.run
    return AgentAsJudgeEval(criteria="short").run(input="1 + 1", output=answer)  #~ MIMA001 agno.eval.agent_as_judge.AgentAsJudgeEval.run


class Own(Agent):
    def raw(self, messages):
        return self.model.response(messages)  #~ MIMA001 agno.models.base.Model.response
