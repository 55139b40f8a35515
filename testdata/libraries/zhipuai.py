from zhipuai import ZhipuAI
import zhipuai.model_api
from zai import ZaiClient

client = ZhipuAI(api_key="from-the-vault")


def ask(prompt: str):
    client.files.create(file=open("a.jsonl", "rb"), purpose="batch")
    return client.chat.completions.create(model="glm-4-plus", messages=[])  #~ MIMA001 zhipuai.ZhipuAI.chat.completions.create model=glm-4-plus


def vector(text: str):
    return client.embeddings.create(model="embedding-3", input=text)  #~ MIMA001 zhipuai.ZhipuAI.embeddings.create model=embedding-3


def run_agent(handle: ZaiClient):
    handle.agents.describe()
    return handle.agents.invoke()  #~ MIMA001 zai.ZaiClient.agents.invoke


def assist(handle: ZaiClient):
    handle.assistant.describe()
    return handle.assistant.conversation()  #~ MIMA001 zai.ZaiClient.assistant.conversation


def speech(handle: ZaiClient):
    handle.audio.describe()
    return handle.audio.customization()  #~ MIMA001 zai.ZaiClient.audio.customization


def batched(handle: ZaiClient):
    handle.batches.describe()
    return handle.batches.create()  #~ MIMA001 zai.ZaiClient.batches.create


def before_2_0_talk():
    zhipuai.model_api.describe()
    return zhipuai.model_api.async_invoke()  #~ MIMA001 zhipuai.model_api.async_invoke


def tune(handle: ZhipuAI):
    handle.fine_tuning.jobs.describe()
    return handle.fine_tuning.jobs.create()  #~ MIMA001 zhipuai.ZhipuAI.fine_tuning.jobs.create


def draw(handle: ZaiClient):
    handle.images.describe()
    return handle.images.generations()  #~ MIMA001 zai.ZaiClient.images.generations


def moderate(handle: ZaiClient):
    handle.moderations.describe()
    return handle.moderations.create()  #~ MIMA001 zai.ZaiClient.moderations.create


def call_tool(handle: ZaiClient):
    handle.tools.describe()
    return handle.tools.web_search()  #~ MIMA001 zai.ZaiClient.tools.web_search


def film(handle: ZaiClient):
    handle.videos.describe()
    return handle.videos.generations()  #~ MIMA001 zai.ZaiClient.videos.generations


def read(client: ZaiClient, path: str):
    client.voice.list()
    client.voice.clone(voice_name="v", input="a", file_id="f", model="cogtts-clone")  #~ MIMA001 zai.ZaiClient.voice.clone model=cogtts-clone
    return client.layout_parsing.create(model="glm-ocr", file=path)  #~ MIMA001 zai.ZaiClient.layout_parsing.create model=glm-ocr
