from xai_sdk import Client
from xai_sdk.chat import user

client = Client()


def ask(prompt: str):
    client.models.list_language_models()
    chat = client.chat.create(model="grok-4")
    chat.append(user(prompt))
    return chat.sample()  #~ MIMA001 xai_sdk.sync.chat.Chat.sample


def draw(prompt: str):
    return client.image.sample(model="grok-2-image", prompt=prompt)  #~ MIMA001 xai_sdk.Client.image.sample model=grok-2-image


def batched(handle: Client):
    handle.batch.describe()
    return handle.batch.add()  #~ MIMA001 xai_sdk.Client.batch.add


def film(handle: Client):
    handle.video.describe()
    return handle.video.extend()  #~ MIMA001 xai_sdk.Client.video.extend
