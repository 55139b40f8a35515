"""Requests whose URL is put together, spread, or given to what calls elsewhere."""
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote, urlunparse, urlunsplit

import httpx
import requests

URL = "https://api.openai.com/v1/chat/completions"
OPTIONS = {"url": URL, "json": {}}
ARGUMENTS = (URL,)


def spread():
    requests.post(**OPTIONS)  #~ MIMA002 requests.post provider=openai
    requests.post(*ARGUMENTS)  #~ MIMA002 requests.post provider=openai
    requests.post(**{"url": "https://example.com/v1/chat/completions"})


def elsewhere(session):
    list(map(requests.post, [URL]))  #~ MIMA002 requests.post provider=openai
    threading.Thread(target=requests.post, args=(URL,)).start()  #~ MIMA002 requests.post provider=openai
    with ThreadPoolExecutor() as pool:
        pool.submit(requests.post, URL, json={})  #~ MIMA002 requests.post provider=openai
        pool.submit(httpx.Client(base_url="https://api.openai.com/v1").post, "/responses")  #~ MIMA002 httpx.Client.post provider=openai
        pool.submit(requests.post, "https://example.com/v1/chat/completions")
        pool.submit(requests.get, URL)
        pool.submit(print, URL)


def put_together():
    requests.post(urlunparse(("https", "api.openai.com", "/v1/chat/completions", "", "", "")))  #~ MIMA002 requests.post provider=openai
    requests.post(urlunsplit(("https", "api.openai.com", "v1/chat/completions", "", "")))  #~ MIMA002 requests.post provider=openai
    requests.post(unquote("https://api%2Eopenai.com/v1/chat/completions"))  #~ MIMA002 requests.post provider=openai
    requests.post(urlunparse(("https", "example.com", "/v1/chat/completions", "", "", "")))


def written(log):
    connection = socket.create_connection(("api.openai.com", 443))
    connection.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: api.openai.com\r\n\r\n{}")  #~ MIMA002 socket.create_connection.sendall confidence=medium provider=openai
    connection.sendall(("POST %s HTTP/1.1\r\nHost: %s\r\n\r\n{}" % ("/v1/responses", "api.openai.com")).encode())  #~ MIMA002 socket.create_connection.sendall confidence=medium provider=openai
    connection.sendall(b"GET /v1/models HTTP/1.1\r\nHost: api.openai.com\r\n\r\n")
    connection.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: example.com\r\n\r\n{}")
    log.send("POST /v1/chat/completions")
