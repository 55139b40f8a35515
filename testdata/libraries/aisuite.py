import aisuite as ai
from aisuite import Client

client = ai.Client()
client.configure({"openai": {"api_key": "from-the-vault"}})


def ask(prompt: str):
    return client.chat.completions.create(model="openai:gpt-4o", messages=[])  #~ MIMA001 aisuite.Client.chat.completions.create model=openai:gpt-4o


def speech(handle: Client):
    handle.audio.transcriptions.describe()
    return handle.audio.transcriptions.create()  #~ MIMA001 aisuite.Client.audio.transcriptions.create
