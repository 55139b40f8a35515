"""Portkey's client, and OpenAI's that is told to talk to Portkey."""

from openai import OpenAI
from portkey_ai import Portkey

portkey, own = Portkey(api_key="key", provider="@openai"), Portkey(api_key="key", base_url="https://llm.example/v1")
client = OpenAI(base_url="https://api.portkey.ai/v1", default_headers={"x-portkey-api-key": "key"})


def ask(text):
    portkey.chat.completions.create(model="m", messages=[])  #~ attested portkey_ai.Portkey.chat.completions.create model=m
    own.chat.completions.create(model="m", messages=[])  #~ MIMA001 portkey_ai.Portkey.chat.completions.create model=m
    return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
