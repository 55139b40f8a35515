import replicate
from replicate.client import Client
from replicate import Replicate


def draw(prompt: str):
    known = replicate.models.list()
    return known, replicate.run("black-forest-labs/flux-schnell", input={"prompt": prompt})  #~ MIMA001 replicate.run model=black-forest-labs/flux-schnell


def stream(prompt: str):
    for event in replicate.stream("meta/meta-llama-3-70b-instruct", input={"prompt": prompt}):  #~ MIMA001 replicate.stream model=meta/meta-llama-3-70b-instruct
        yield str(event)


def queued(client: Client, version: str):
    client.predictions.list()
    return client.predictions.create(version=version, input={})  #~ MIMA001 replicate.client.Client.predictions.create


def since_2_0_complete(handle: Replicate):
    handle.describe()
    return handle.run()  #~ MIMA001 replicate.Replicate.run


def tune():
    replicate.trainings.describe()
    return replicate.trainings.async_create()  #~ MIMA001 replicate.trainings.async_create


def since_2_0_tune(handle: Replicate):
    handle.trainings.describe()
    return handle.trainings.create()  #~ MIMA001 replicate.Replicate.trainings.create


def looked_up(text: str):
    deployment = replicate.deployments.get("acme/image")
    deployment.predictions.create(input={"prompt": text})  #~ MIMA001 replicate.deployment.Deployment.predictions.create
    model = replicate.models.get("stability-ai/sdxl")
    model.reload()
    return model.predict(prompt=text)  #~ MIMA001 replicate.model.Model.predict
