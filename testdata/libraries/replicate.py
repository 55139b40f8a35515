import replicate
from replicate.client import Client


def draw(prompt: str):
    known = replicate.models.list()
    return known, replicate.run("black-forest-labs/flux-schnell", input={"prompt": prompt})  #~ MIMA001 replicate.run model=black-forest-labs/flux-schnell


def stream(prompt: str):
    for event in replicate.stream("meta/meta-llama-3-70b-instruct", input={"prompt": prompt}):  #~ MIMA001 replicate.stream model=meta/meta-llama-3-70b-instruct
        yield str(event)


def queued(client: Client, version: str):
    client.predictions.list()
    return client.predictions.create(version=version, input={})  #~ MIMA001 replicate.client.Client.predictions.create
