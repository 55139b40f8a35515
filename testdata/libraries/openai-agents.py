from agents import Agent, Model, Runner, function_tool, trace
from agents.voice import VoicePipeline


@function_tool
def weather(city: str) -> str:
    return "sunny"


agent = Agent(name="guide", instructions="Help", tools=[weather])
helper = agent.as_tool(tool_name="guide", tool_description="asks the guide")


async def main(question: str):
    with trace("guide"):
        outcome = await Runner.run(agent, question)  #~ MIMA001 agents.Runner.run
    return outcome.final_output


def wait(question: str):
    return Runner.run_sync(agent, question)  #~ MIMA001 agents.Runner.run_sync


def speech(handle: VoicePipeline):
    handle.describe()
    return handle.run()  #~ MIMA001 agents.voice.VoicePipeline.run


def talk(handle: Model):
    handle.describe()
    return handle.get_response()  #~ MIMA001 agents.Model.get_response
