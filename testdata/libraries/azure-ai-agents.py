from azure.ai.agents import AgentsClient
from azure.ai.projects import AIProjectClient
from azure.identity import DefaultAzureCredential


def run(endpoint: str, text: str):
    client = AgentsClient(endpoint, DefaultAzureCredential())
    agent = client.create_agent(model="gpt-4o", name="desk")
    thread = client.threads.create()
    client.messages.create(thread_id=thread.id, role="user", content=text)
    outcome = client.runs.create_and_process(thread_id=thread.id, agent_id=agent.id)  #~ MIMA001 azure.ai.agents.AgentsClient.runs.create_and_process
    client.delete_agent(agent.id)
    return outcome


def through_project(endpoint: str):
    project = AIProjectClient(endpoint=endpoint, credential=DefaultAzureCredential())
    client = project.get_openai_client()
    return client.responses.create(model="gpt-4o", input="hello")  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o


def run_agent(handle: AIProjectClient):
    handle.beta.routines.describe()
    return handle.beta.routines.dispatch()  #~ MIMA001 azure.ai.projects.AIProjectClient.beta.routines.dispatch


def batched(handle: AIProjectClient):
    handle.beta.insights.describe()
    return handle.beta.insights.generate()  #~ MIMA001 azure.ai.projects.AIProjectClient.beta.insights.generate
