from google.adk.agents import LlmAgent
from google.adk.runners import Runner
from google.adk.sessions import InMemorySessionService
from google.adk.models import BaseLlm
from google.adk.agents import SequentialAgent

sessions = InMemorySessionService()
agent = LlmAgent(name="guide", model="gemini-2.5-flash", instruction="Help")
runner = Runner(agent=agent, app_name="guide", session_service=sessions)


async def ask(message):
    session = await sessions.create_session(app_name="guide", user_id="u")
    async for event in runner.run_async(user_id="u", session_id=session.id, new_message=message):  #~ MIMA001 google.adk.runners.Runner.run_async
        print(event)
    await runner.close()


def talk(handle: BaseLlm):
    handle.describe()
    return handle.generate_content_async()  #~ MIMA001 google.adk.models.BaseLlm.generate_content_async


async def alone(context):
    pipeline = SequentialAgent(name="pipeline", sub_agents=[agent])
    pipeline.find_agent("guide")
    async for event in pipeline.run_async(context):  #~ MIMA001 google.adk.agents.SequentialAgent.run_async
        print(event)
