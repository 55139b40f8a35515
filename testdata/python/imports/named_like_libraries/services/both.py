import agents
import agents.places as places
from agents import Agent, Runner
from agents.places import place_agent


async def plan(trip):
    await place_agent.arun(trip)  #~ MIMA001 agno.agent.Agent.arun
    await places.place_agent.arun(trip)  #~ MIMA001 agno.agent.Agent.arun
    await agents.places.place_agent.arun(trip)  #~ MIMA001 agno.agent.Agent.arun


async def hand_off(text):
    await Runner.run(Agent(name="triage"), text)  #~ MIMA001 agents.Runner.run
    return await agents.Runner.run(Agent(name="triage"), text)  #~ MIMA001 agents.Runner.run
