import fal_client


def draw(prompt: str, photo: str):
    url = fal_client.upload_file(photo)
    return fal_client.subscribe("fal-ai/flux/dev", arguments={"prompt": prompt, "image_url": url})  #~ MIMA001 fal_client.subscribe model=fal-ai/flux/dev


async def later(prompt: str):
    return await fal_client.run_async("fal-ai/fast-sdxl", arguments={"prompt": prompt})  #~ MIMA001 fal_client.run_async model=fal-ai/fast-sdxl
