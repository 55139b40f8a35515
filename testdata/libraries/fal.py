import fal_client


def draw(prompt: str, photo: str):
    url = fal_client.upload_file(photo)
    return fal_client.subscribe("fal-ai/flux/dev", arguments={"prompt": prompt, "image_url": url})  #~ MIMA001 fal_client.subscribe model=fal-ai/flux/dev


async def later(prompt: str):
    return await fal_client.run_async("fal-ai/fast-sdxl", arguments={"prompt": prompt})  #~ MIMA001 fal_client.run_async model=fal-ai/fast-sdxl


def own_client(prompt: str):
    client = fal_client.SyncClient(key="from-the-vault")
    client.status("fal-ai/flux/dev", "r-1")
    with client.realtime("fal-ai/fast-lcm") as connection:  #~ MIMA001 fal_client.SyncClient.realtime model=fal-ai/fast-lcm
        connection.send({"prompt": prompt})
    return client.submit("fal-ai/flux/dev", arguments={"prompt": prompt})  #~ MIMA001 fal_client.SyncClient.submit model=fal-ai/flux/dev
