import fireworks.client
from fireworks import Client, Fireworks
from fireworks.client import Fireworks as OldFireworks
from fireworks import LLM


def ask(prompt: str):
    client = Fireworks()
    names = client.models.list()
    return names, client.chat.completions.create(model="accounts/fireworks/models/llama-v3p1-8b-instruct", messages=[])  #~ MIMA001 fireworks.Fireworks.chat.completions.create model=accounts/fireworks/models/llama-v3p1-8b-instruct


def old(prompt: str):
    fireworks.client.api_key = "from-the-vault"
    first = fireworks.client.ChatCompletion.create(model="mixtral", messages=[])  #~ MIMA001 fireworks.client.ChatCompletion.create model=mixtral
    return first, OldFireworks().completions.create(model="mixtral", prompt=prompt)  #~ MIMA001 fireworks.client.Fireworks.completions.create model=mixtral


def batched(handle: Client):
    handle.batch_inference_jobs.describe()
    return handle.batch_inference_jobs.create()  #~ MIMA001 fireworks.Client.batch_inference_jobs.create


def complete(handle: Client):
    handle.completions.describe()
    return handle.completions.create()  #~ MIMA001 fireworks.Client.completions.create


def before_1_0_vectors(handle: OldFireworks):
    handle.embeddings.describe()
    return handle.embeddings.create()  #~ MIMA001 fireworks.client.Fireworks.embeddings.create


def tune(handle: Client):
    handle.dpo_jobs.describe()
    return handle.dpo_jobs.create()  #~ MIMA001 fireworks.Client.dpo_jobs.create


def before_1_0_draw(handle: OldFireworks):
    handle.image.describe()
    return handle.image.create()  #~ MIMA001 fireworks.client.Fireworks.image.create


def before_1_0():
    llm = LLM(model="llama4-maverick-instruct-basic", deployment_type="serverless")
    llm.apply()
    return llm.chat.completions.create(messages=[])  #~ MIMA001 fireworks.LLM.chat.completions.create model=llama4-maverick-instruct-basic
