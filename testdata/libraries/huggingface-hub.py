from huggingface_hub import AsyncInferenceClient, InferenceClient, get_inference_endpoint, snapshot_download
from huggingface_hub import Agent
from huggingface_hub import InferenceApi
from text_generation import Client as TextGenerationClient

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


async def tools(text: str):
    agent = Agent(model="Qwen/Qwen2.5-72B-Instruct", servers=[])
    await agent.load_tools()
    async for part in agent.run(text):  #~ MIMA001 huggingface_hub.Agent.run
        print(part)


def before_inference_client(text: str):
    api = InferenceApi("bert-base-uncased", token="from-the-vault")
    api.describe()
    return api(text)  #~ MIMA001 huggingface_hub.InferenceApi model=bert-base-uncased


def own_server(text: str):
    client = TextGenerationClient("http://localhost:8080")
    client.describe()
    return client.generate(text)  #~ MIMA001 text_generation.Client.generate


def before_0_25(text: str):
    client = InferenceClient()
    client.list_deployed_models()
    return client.conversational(text, model="facebook/blenderbot-400M-distill")  #~ MIMA001 huggingface_hub.InferenceClient.conversational model=facebook/blenderbot-400M-distill
