from strands import Agent
from strands.models import BedrockModel, Model

agent = Agent(model=BedrockModel(model_id="us.amazon.nova-pro-v1:0"))


def ask(question: str):
    answer = agent(question)  #~ MIMA001 strands.Agent
    agent.cleanup()
    return answer


async def stream(question: str):
    async for event in agent.stream_async(question):  #~ MIMA001 strands.Agent.stream_async
        print(event)


def talk(handle: Model):
    handle.describe()
    return handle.stream()  #~ MIMA001 strands.models.Model.stream
