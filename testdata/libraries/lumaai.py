from lumaai import Client, LumaAI

client = LumaAI()


def film(prompt: str):
    generation = client.generations.create(prompt=prompt, model="ray-2")  #~ MIMA001 lumaai.LumaAI.generations.create model=ray-2
    return client.generations.get(generation.id)


def draw(handle: Client):
    handle.generations.image.describe()
    return handle.generations.image.create()  #~ MIMA001 lumaai.Client.generations.image.create
