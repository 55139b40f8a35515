from ai21 import AI21Client
from ai21.models.chat import ChatMessage

client = AI21Client()


def ask(prompt: str):
    client.library.files.create(file_path="a.txt")
    return client.chat.completions.create(model="jamba-large", messages=[ChatMessage(role="user", content=prompt)])  #~ MIMA001 ai21.AI21Client.chat.completions.create model=jamba-large


def run_agent(handle: AI21Client):
    handle.beta.agents.runs.describe()
    return handle.beta.agents.runs.create()  #~ MIMA001 ai21.AI21Client.beta.agents.runs.create


def batched(handle: AI21Client):
    handle.beta.batches.describe()
    return handle.beta.batches.create()  #~ MIMA001 ai21.AI21Client.beta.batches.create
