"""URLs that are put together, and clients that know what their URLs begin with."""
import http.client
import os
import urllib.request
from urllib.parse import urljoin

import httpx
import requests
from aiohttp import ClientSession

HOST = "https://api.openai.com/"


class Chat:
    api_url: httpx.URL = "https://api.openai.com/v1/chat/completions"
    base_url: str = "https://api.mistral.ai/v1/"

    def __init__(self):
        self.client = httpx.Client(base_url="https://api.openai.com/v1")
        self.models = httpx.Client(base_url="https://example.org/v1")

    def of_a_client(self):
        self.client.post("/chat/completions", json={})  #~ MIMA002 httpx.Client.post
        self.client.get("/models")
        self.client.post("/files", json={})
        self.models.post("/chat/completions", json={})

    def as_text(self, client: httpx.Client):
        client.post(str(self.api_url), json={})  #~ MIMA002 httpx.Client.post

    def base(self) -> str:
        return str(os.getenv("BASE_URL", self.base_url)).rstrip("/")

    def trimmed(self):
        requests.post(f"{self.base()}/chat/completions", json={})  #~ MIMA002 requests.post
        requests.post(f"{self.base()}/models", json={})


async def of_a_session():
    async with ClientSession("https://api.anthropic.com") as session:
        async with session.post("/v1/messages", json={}) as response:  #~ MIMA002 aiohttp.ClientSession.post
            return await response.json()


def of_a_connection():
    connection = http.client.HTTPSConnection("api.openai.com")
    connection.request("POST", "/v1/embeddings", "{}")  #~ MIMA002 http.client.HTTPSConnection.request
    connection.request("GET", "/v1/models")
    other = http.client.HTTPSConnection("example.org")
    other.request("POST", "/v1/embeddings", "{}")


def joined(model):
    requests.post(urljoin(HOST, "/v1/responses"), json={})  #~ MIMA002 requests.post
    requests.post(urljoin(HOST, "/v1/models"), json={})
    template = "https://generativelanguage.googleapis.com/v1beta/models/{}:generateContent"
    requests.post(template.format(model), json={})  #~ MIMA002 requests.post
    request = urllib.request.Request(HOST + "v1/completions", data=b"{}")
    urllib.request.urlopen(request)  #~ MIMA002 urllib.request.urlopen


def default(url="https://api.siliconflow.cn/v1/embeddings"):
    requests.post(url, json={})  #~ MIMA002 requests.post


def speech_of_xai(body):
    return requests.post("https://api.x.ai/v1/tts", json=body)  #~ MIMA002 requests.post provider=xai


def heard_by_mistral(body):
    return requests.post("https://api.mistral.ai/v1/audio/transcriptions", json=body)  #~ MIMA002 requests.post provider=mistral


def of_a_workspace(workspace, body):
    url = f"https://{workspace}.cloud.databricks.com/serving-endpoints/desk/invocations"
    return requests.post(url, json=body)  #~ MIMA002 requests.post provider=databricks


def no_inference(workspace):
    requests.get("https://api.x.ai/v1/tts/voices")
    return requests.get(f"https://{workspace}.cloud.databricks.com/api/2.0/serving-endpoints")
