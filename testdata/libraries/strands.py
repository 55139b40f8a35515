from strands import Agent
from strands.models import BedrockModel, Model
from strands.agent import A2AAgent
from strands.bidi import BidiAgent
from strands.multiagent import GraphBuilder, Swarm

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


async def several(question: str):
    Swarm([agent])(question)  #~ MIMA001 strands.multiagent.Swarm
    builder = GraphBuilder()
    builder.add_node(agent, "guide")
    graph = builder.build()
    return await graph.invoke_async(question)  #~ MIMA001 strands.multiagent.graph.Graph.invoke_async


async def elsewhere(question: str):
    remote = A2AAgent(endpoint="http://localhost:9000")
    await remote.get_agent_card()
    return await remote.invoke_async(question)  #~ MIMA001 strands.agent.A2AAgent.invoke_async


async def by_voice(inputs: list, outputs: list):
    voice = BidiAgent(model="amazon.nova-sonic-v1:0")
    await voice.run(inputs=inputs, outputs=outputs)  #~ MIMA001 strands.bidi.BidiAgent.run model=amazon.nova-sonic-v1:0
    await voice.stop()
