from lumaai import LumaAI

client = LumaAI()


def film(prompt: str):
    generation = client.generations.create(prompt=prompt, model="ray-2")  #~ MIMA001 lumaai.LumaAI.generations.create model=ray-2
    return client.generations.get(generation.id)
