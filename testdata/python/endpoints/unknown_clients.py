"""Requests by libraries that no rule describes: by the name of the call and the whole URL of an endpoint."""
import logging
from urllib.parse import urljoin

import acme_http
import respx
import structlog
from acme_http import Client, post_json
from acme_http.sync import post as send_it

BASE = "https://api.openai.com/v1"
URL = "https://api.openai.com/v1/chat/completions"
log = logging.getLogger(__name__)


def functions(body):
    acme_http.post(URL, json=body)  #~ MIMA002 acme_http.post confidence=medium
    acme_http.request("POST", f"{BASE}/responses", json=body)  #~ MIMA002 acme_http.request confidence=medium
    acme_http.fetch(url=URL, method="POST")  #~ MIMA002 acme_http.fetch confidence=medium
    post_json(URL, body)  #~ MIMA002 acme_http.post_json confidence=medium
    send_it(URL, body)  #~? MIMA002 acme_http.sync.post confidence=medium -- another name of the function


def of_an_object(body, client):
    Client(timeout=9).post(URL, json=body)  #~ MIMA002 acme_http.Client.post confidence=medium
    client.post(URL, json=body)  #~ MIMA002 client.post confidence=medium
    based = Client(base_url=BASE)
    based.post("/responses", json=body)  #~ MIMA002 acme_http.Client.post confidence=medium
    based.post("/files", json=body)
    Client(timeout=9).post("/responses", json=body)


class Caller:
    def __init__(self, http):
        self.http = http

    async def ask(self, body):
        return await self.http.post(URL, json=body)  #~ MIMA002 self.http.post confidence=medium


class Own:
    def post(self, url, body):
        return url, body


def none(body, client, settings):
    log.info("POST %s", URL)
    print(URL)
    structlog.get_logger().info(URL)
    urljoin(BASE, "chat/completions")
    acme_http.Settings(url=URL)
    settings.set("url", URL)
    acme_http.request("GET", URL)
    client.post(BASE, json=body)
    client.post(f"{BASE}/{body}", json=body)
    client.post("https://api.openai.com/v1/files", json=body)
    client.get(URL)
    Own().post(URL, body)
    respx.post(URL).mock(return_value=body)
