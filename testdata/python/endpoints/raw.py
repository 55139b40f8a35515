"""Raw requests to inference endpoints, and to what is none."""
import httpx
import requests
from aiohttp import ClientSession
from mima_governance import MimaGovernance

mima = MimaGovernance()
URL = "https://api.openai.com/v1/chat/completions"
BASE = "https://api.anthropic.com"


def literal():
    requests.post("https://api.openai.com/v1/chat/completions", json={})  #~ MIMA002 requests.post


def constant():
    requests.post(URL, json={})  #~ MIMA002 requests.post


def joined():
    requests.post(f"{BASE}/v1/messages", json={})  #~ MIMA002 requests.post


def of_a_session():
    session = requests.Session()
    session.post(URL, json={})  #~ MIMA002 requests.Session.post
    with httpx.Client() as client:
        client.post(URL, json={})  #~ MIMA002 httpx.Client.post


async def asynchronous():
    async with httpx.AsyncClient() as client:
        await client.post(URL, json={})  #~ MIMA002 httpx.AsyncClient.post
    async with ClientSession() as session:
        async with session.post(URL, json={}) as response:  #~ MIMA002 aiohttp.ClientSession.post
            return await response.json()


@mima.attest("x")
def attested():
    requests.post(URL, json={})  #~ attested requests.post by=mima_governance.MimaGovernance.attest


def none():
    requests.get("https://api.openai.com/v1/models")
    requests.post("https://api.openai.com/v1/files", data=b"")
    requests.post("https://example.org/v1/chat/completions", json={})
    requests.post("https://api.openai.com.example.org/v1/chat/completions", json={})
    return URL
