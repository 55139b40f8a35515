"""A support desk that answers, embeds and moderates."""
import openai
from openai import AsyncOpenAI, AzureOpenAI, OpenAI
from openai.resources.chat.completions import Completions

client = OpenAI(timeout=20)
azure = AzureOpenAI(azure_endpoint="https://desk.openai.azure.com", api_version="2024-10-21")


def answer(question: str) -> str:
    available = [model.id for model in client.models.list()]
    reply = client.chat.completions.create(  #~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o
        model="gpt-4o",
        messages=[{"role": "user", "content": question}],
    )
    return f"{reply.choices[0].message.content} ({len(available)})"


def patient() -> OpenAI:
    return client.with_options(timeout=60)


def index(texts: list[str]) -> list[list[float]]:
    upload = client.files.create(file=open("texts.jsonl", "rb"), purpose="batch")
    client.batches.create(input_file_id=upload.id, endpoint="/v1/embeddings", completion_window="24h")  #~ MIMA001 openai.OpenAI.batches.create
    response = patient().embeddings.create(model="text-embedding-3-small", input=texts)  #~ MIMA001 openai.OpenAI.embeddings.create model=text-embedding-3-small
    return [item.embedding for item in response.data]


def stream(prompt: str):
    with azure.chat.completions.stream(model="desk", messages=[{"role": "user", "content": prompt}]) as events:  #~ MIMA001 openai.AzureOpenAI.chat.completions.stream model=desk
        yield from events


def raw(prompt: str):
    return client.responses.with_raw_response.create(model="gpt-4.1", input=prompt)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4.1


def through(completions: Completions, prompt: str):
    return completions.create(model="gpt-4o", messages=[{"role": "user", "content": prompt}])  #~ MIMA001 openai.resources.chat.completions.Completions.create model=gpt-4o


async def flagged(text: str) -> bool:
    async with AsyncOpenAI() as session:
        return (await session.moderations.create(input=text)).results[0].flagged  #~ MIMA001 openai.AsyncOpenAI.moderations.create


def module_client(prompt: str):
    openai.api_key = "from-the-vault"
    return openai.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": prompt}])  #~ MIMA001 openai.chat.completions.create model=gpt-4o-mini


def run_agent():
    openai.beta.agents.sessions.describe()
    return openai.beta.agents.sessions.create()  #~ MIMA001 openai.beta.agents.sessions.create


def assist():
    openai.beta.threads.describe()
    return openai.beta.threads.create_and_run()  #~ MIMA001 openai.beta.threads.create_and_run


def speech():
    openai.live.describe()
    return openai.live.connect()  #~ MIMA001 openai.live.connect


def complete():
    openai.completions.describe()
    return openai.completions.create()  #~ MIMA001 openai.completions.create


def tune():
    openai.fine_tuning.jobs.describe()
    return openai.fine_tuning.jobs.create()  #~ MIMA001 openai.fine_tuning.jobs.create


def draw():
    openai.images.describe()
    return openai.images.create_variation()  #~ MIMA001 openai.images.create_variation


def film():
    openai.videos.describe()
    return openai.videos.create()  #~ MIMA001 openai.videos.create


def phone(session_id: str):
    client.live.sessions.accept(session_id, session={"model": "gpt-realtime"})  #~ MIMA001 openai.OpenAI.live.sessions.accept
    client.live.sessions.refer(session_id, target_uri="tel:+1")
    return client.live.sessions.fork(session_id, transport={"type": "webrtc"})  #~ MIMA001 openai.OpenAI.live.sessions.fork


def every_night(session: str):
    job = client.beta.agents.automations.create(  #~ MIMA001 openai.OpenAI.beta.agents.automations.create
        name="nightly", type="periodic", expression="0 3 * * *", timezone="UTC", target={"session_id": session}
    )
    return client.beta.agents.automations.pause(job.id)


def by_path(text: str):
    client.post("/chat/completions", body={"model": "gpt-4o"}, cast_to=dict)  #~ MIMA001 openai.OpenAI.post
    client.post("/completions", body={"model": "gpt-4o"}, cast_to=dict)  #~ MIMA001 openai.OpenAI.post
    client.post(path="/responses", body={"model": "gpt-4o"}, cast_to=dict)  #~ MIMA001 openai.OpenAI.post
    client.post("/embeddings", body={"input": text}, cast_to=dict)  #~ MIMA001 openai.OpenAI.post
    client.post("/images/generations", body={"prompt": text}, cast_to=dict)  #~ MIMA001 openai.OpenAI.post
    client.post("/files", body={}, cast_to=dict)
    client.request("POST", "/chat/completions")  #~ MIMA001 openai.OpenAI.request
    client.request("POST", "/completions")  #~ MIMA001 openai.OpenAI.request
    client.request("POST", "/responses")  #~ MIMA001 openai.OpenAI.request
    client.request("POST", "/files")
    return client.get("/models", cast_to=dict)
