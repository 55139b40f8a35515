"""URLs as they are put together and written."""
import os
from urllib.parse import urljoin
from urllib.request import urlopen

import aiohttp
import httpx
import requests
from yarl import URL

SLASH = "https://api.groq.com/openai/v1/"
BASE = "https://api.openai.com/v1"


def written():
    requests.post(SLASH + "/chat/completions")  #~ MIMA002 requests.post
    requests.post("https://API.OpenAI.com/v1/responses")  #~ MIMA002 requests.post
    requests.post("https://api.openai.com./v1/responses")  #~ MIMA002 requests.post
    requests.post("https://api.openai.com:443/v1/responses/?x=1")  #~ MIMA002 requests.post
    requests.post("https://user:key@api.openai.com:443/v1/responses")  #~ MIMA002 requests.post
    requests.post(" https://api.openai.com/v1//responses")  #~ MIMA002 requests.post
    requests.post("https://api.openai.com/v1/%72esponses")  #~ MIMA002 requests.post
    requests.post("https://api%2Eopenai%2Ecom/v1/responses")  #~ MIMA002 requests.post
    requests.post("https://api.openai.com/v1/models/../responses")  #~ MIMA002 requests.post
    requests.post("https://api.openai.com/./v1/./responses")  #~ MIMA002 requests.post
    urlopen("https://api.ope\tnai.com/v1/respon\nses", b"{}")  #~ MIMA002 urllib.request.urlopen
    httpx.post("https://api。openai。com/v1/responses")  #~ MIMA002 httpx.post
    requests.post(f"{SLASH}/models")
    requests.post("https://api.openai.com/v1/responses/../models")
    requests.post("https://api.openai.com@example.com/v1/responses")
    requests.post("https://api.openai.com.example.com/v1/responses")


def joined():
    requests.post(urljoin(SLASH, "/openai/v1/chat/completions"))  #~ MIMA002 requests.post
    requests.post(urljoin(SLASH, "chat/completions"))  #~ MIMA002 requests.post
    requests.post("/".join([BASE, "chat", "completions"]))  #~ MIMA002 requests.post
    requests.post(os.path.join(BASE, "chat", "completions"))  #~ MIMA002 requests.post
    requests.post("{}/chat/completions".format(BASE))  #~ MIMA002 requests.post
    requests.post("{base}/{path}".format(base=BASE, path="responses"))  #~ MIMA002 requests.post
    requests.post("%s/chat/completions" % BASE)  #~ MIMA002 requests.post
    requests.post("%s/%s" % (BASE, "embeddings"))  #~ MIMA002 requests.post
    requests.post("%s/%s" % (BASE, "models"))
    url = BASE
    url += "/responses"
    requests.post(url)  #~ MIMA002 requests.post
    url = BASE
    url += "/files"
    requests.post(url)


def urls():
    requests.post(str(URL(BASE) / "chat" / "completions"))  #~ MIMA002 requests.post
    requests.post(str(URL(BASE) / "models"))
    requests.post(str(URL("https://api.openai.com").with_path("/v1/responses")))  #~ MIMA002 requests.post
    httpx.post(httpx.URL(BASE + "/").join("responses"))  #~ MIMA002 httpx.post


async def below():
    async with aiohttp.ClientSession("https://api.groq.com/openai/v1/") as session:
        await session.post("chat/completions")  #~ MIMA002 aiohttp.ClientSession.post
        await session.post("/openai/v1/chat/completions")  #~ MIMA002 aiohttp.ClientSession.post
        await session.post("/models")
