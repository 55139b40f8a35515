"""Requests of a client by their paths."""
import os

from anthropic import Anthropic
from openai import OpenAI

client = OpenAI()


def known(kind):
    client.request("POST", "/chat/completions", json={})  #~ MIMA001 openai.OpenAI.request
    client._client.post("/responses", json={})  #~ MIMA001 openai.OpenAI._client.post
    client._client.request("POST", "/responses", json={})  #~ MIMA001 openai.OpenAI._client.request
    client.chat.completions._post("/chat/completions", cast_to=object)  #~ MIMA001 openai.OpenAI.chat.completions._post
    client.post("/chat" + "/completions", cast_to=object)  #~ MIMA001 openai.OpenAI.post
    Anthropic().messages._post("/v1/messages", cast_to=object)  #~ MIMA001 anthropic.Anthropic.messages._post


def unknown(kind, options):
    client.post(f"/{kind}/completions", cast_to=object)  #~ MIMA003 openai.OpenAI.post
    client.post(os.environ["PATH_OF_IT"], cast_to=object)  #~ MIMA003 openai.OpenAI.post
    client.post(str(client.base_url) + "chat/completions", cast_to=object)  #~ MIMA003 openai.OpenAI.post
    client.request(object, options)  #~ MIMA003 openai.OpenAI.request


def others(name):
    client.post("/files", cast_to=object)
    client.post(f"/files/{name}", cast_to=object)
    client.get("/models", cast_to=object)
    client.request("GET", "/models")
