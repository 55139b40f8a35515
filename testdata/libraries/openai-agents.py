from agents.extensions.experimental.codex import Codex
from agents import Agent, Model, Runner, function_tool, trace
from agents.voice import VoicePipeline
from agents import responses_websocket_session
from agents.realtime import RealtimeAgent, RealtimeRunner
from agents.run import AgentRunner
from agents.voice import OpenAISTTModel, OpenAITTSModel


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


async def instance(question: str):
    return await AgentRunner().run(agent, question)  #~ MIMA001 agents.run.AgentRunner.run


async def voices(text: str, audio, settings):
    async for part in OpenAITTSModel("gpt-4o-mini-tts", None).run(text, settings):  #~ MIMA001 agents.voice.OpenAITTSModel.run model=gpt-4o-mini-tts
        print(part)
    return await OpenAISTTModel("gpt-4o-transcribe", None).transcribe(audio, settings, False, False)  #~ MIMA001 agents.voice.OpenAISTTModel.transcribe model=gpt-4o-transcribe


async def realtime(text: str):
    runner = RealtimeRunner(RealtimeAgent(name="guide"))
    async with await runner.run() as session:  #~ MIMA001 agents.realtime.RealtimeRunner.run
        await session.send_message(text)  #~ MIMA001 agents.realtime.RealtimeSession.send_message
        await session.interrupt()


async def socket(question: str):
    async with responses_websocket_session() as session:
        return await session.run(agent, question)  #~ MIMA001 agents.ResponsesWebSocketSession.run


async def codex(task: str):
    thread = Codex().start_thread()
    print(thread.id)
    return await thread.run(task)  #~ MIMA001 agents.extensions.experimental.codex.Thread.run
