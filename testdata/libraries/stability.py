from stability_sdk import client

api = client.StabilityInference(key="from-the-vault", engine="stable-diffusion-xl-1024-v1-0")


def draw(prompt: str):
    answers = api.generate(prompt=prompt)  #~ MIMA001 stability_sdk.client.StabilityInference.generate model=stable-diffusion-xl-1024-v1-0
    return client.process_artifacts_from_answers("out", "png", answers)
