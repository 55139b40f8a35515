from huggingface_hub import AsyncInferenceClient, InferenceClient, get_inference_endpoint, snapshot_download
from huggingface_hub import Agent

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


def run_agent(handle: Agent):
    handle.describe()
    return handle.process_single_turn_with_tools()  #~ MIMA001 huggingface_hub.Agent.process_single_turn_with_tools


def speech(handle: InferenceClient):
    handle.describe()
    return handle.audio_classification()  #~ MIMA001 huggingface_hub.InferenceClient.audio_classification


def vectors(handle: InferenceClient):
    handle.describe()
    return handle.feature_extraction()  #~ MIMA001 huggingface_hub.InferenceClient.feature_extraction


def film(handle: InferenceClient):
    handle.describe()
    return handle.image_to_video()  #~ MIMA001 huggingface_hub.InferenceClient.image_to_video
