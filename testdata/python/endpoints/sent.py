"""Requests that one place builds and another sends: the call is where they are sent."""
import functools
import http.client
import urllib.request

import httpx
import pycurl
import requests
from botocore.awsrequest import AWSRequest
from botocore.httpsession import URLLib3Session
from mima_governance import MimaGovernance
from tornado.httpclient import AsyncHTTPClient, HTTPRequest

mima = MimaGovernance()
URL = "https://api.openai.com/v1/responses"
MODELS = "https://api.openai.com/v1/models"


def prepared(body):
    session = requests.Session()
    request = requests.Request("POST", URL, json=body)
    session.send(session.prepare_request(request))  #~ MIMA002 requests.Session.send
    session.send(request.prepare())  #~ MIMA002 requests.Session.send
    session.send(requests.Request("GET", URL).prepare())
    session.send(requests.Request("POST", MODELS).prepare())


class Sender:
    def __init__(self):
        self.client = httpx.Client(base_url="https://api.openai.com/v1")

    def build(self, path, body):
        return self.client.build_request("POST", path, json=body)

    def chat(self, body):
        return self.client.send(self.build("/chat/completions", body))  #~ MIMA002 httpx.Client.send

    def upload(self, body):
        return self.client.send(self.build("/files", body))

    def later(self, body):
        with mima.trace("x"):  #~ MIMA014 no AI call was found in the block
            request = self.build("/responses", body)
        self.client.send(request)  #~ MIMA002 httpx.Client.send
        request = self.build("/responses", body)
        with mima.trace("x"):
            self.client.send(request)  #~ attested httpx.Client.send by=mima_governance.MimaGovernance.trace


def deliver(request: httpx.Request):
    with httpx.Client() as client:
        return client.send(request)  #~ MIMA002 httpx.Client.send confidence=medium


def order(body):
    deliver(httpx.Request("POST", URL, json=body))


async def streamed(body):
    async with httpx.AsyncClient() as client:
        request = client.build_request("POST", URL, json=body)
        response = await client.send(request, stream=True)  #~ MIMA002 httpx.AsyncClient.send
        async for line in response.aiter_lines():
            print(line)
        with mima.trace("x"):
            coming = client.send(request)  #~ MIMA011 httpx.AsyncClient.send
        await coming


def by_urllib(body):
    request = urllib.request.Request(URL, data=body, method="POST")
    request.add_header("Authorization", "x")
    urllib.request.urlopen(request)  #~ MIMA002 urllib.request.urlopen
    opener = urllib.request.build_opener()
    opener.open(urllib.request.Request(URL, data=body))  #~ MIMA002 urllib.request.build_opener.open
    urllib.request.urlopen(urllib.request.Request(MODELS))


def by_connection(body):
    connection = http.client.HTTPSConnection("api.openai.com", 443)
    connection.request("POST", "/v1/responses", body)  #~ MIMA002 http.client.HTTPSConnection.request


def by_curl(body):
    curl = pycurl.Curl()
    curl.setopt(curl.URL, URL)
    curl.setopt(pycurl.POSTFIELDS, body)
    curl.perform()  #~ MIMA002 pycurl.Curl.perform
    other = pycurl.Curl()
    other.setopt(other.URL, MODELS)
    other.perform()


def by_aws(body):
    request = AWSRequest("POST", "https://bedrock-runtime.us-east-1.amazonaws.com/model/x/invoke", data=body)
    URLLib3Session().send(request.prepare())  #~ MIMA002 botocore.httpsession.URLLib3Session.send


async def by_tornado(body):
    request = HTTPRequest(URL, method="POST", body=body)
    await AsyncHTTPClient().fetch(request)  #~ MIMA002 tornado.httpclient.AsyncHTTPClient.fetch
    await AsyncHTTPClient().fetch(MODELS)


class Mixin:
    base_url = "https://api.anthropic.com"

    def build(self, path, body):
        return requests.Request(method="POST", url=f"{self.base_url}{path}", json=body)

    def send(self, request):
        with requests.Session() as session:
            return session.send(session.prepare_request(request))  #~ MIMA002 requests.Session.send confidence=medium

    def ask(self, body):
        return self.send(self.build("/v1/messages", body))


post = functools.partial(requests.post, URL)


def given_before(body):
    post(json=body)  #~ MIMA002 requests.post


# Nothing is known to be sent here.
def only_built(body):
    print(requests.Request("POST", URL, json=body))  #~ MIMA003 is built here
    return httpx.Request("POST", URL)  #~ MIMA003 is built here
