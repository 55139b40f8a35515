from huggingface_hub import AsyncInferenceClient, InferenceClient, get_inference_endpoint, snapshot_download

client = InferenceClient()


def ask(prompt: str):
    snapshot_download("gpt2")
    client.health_check()
    reply = client.chat_completion([{"role": "user", "content": prompt}], model="meta-llama/Llama-3.1-8B-Instruct")  #~ MIMA001 huggingface_hub.InferenceClient.chat_completion model=meta-llama/Llama-3.1-8B-Instruct
    return reply, client.chat.completions.create(messages=[], model="gpt-oss")  #~ MIMA001 huggingface_hub.InferenceClient.chat.completions.create model=gpt-oss


async def draw(prompt: str):
    return await AsyncInferenceClient().text_to_image(prompt, model="FLUX.1-dev")  #~ MIMA001 huggingface_hub.AsyncInferenceClient.text_to_image model=FLUX.1-dev


def own(prompt: str):
    endpoint = get_inference_endpoint("mine")
    return endpoint.client.text_generation(prompt)  #~ MIMA001 huggingface_hub.InferenceClient.text_generation
