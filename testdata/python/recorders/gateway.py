"""Clients that talk to a server which records."""

import os

import requests
from openai import OpenAI

HOST = "https://llm.acme.example"

recorded = OpenAI(base_url=f"{HOST}/v1")
elsewhere = OpenAI(base_url="https://llm.acme.example.org/v1")
anywhere = OpenAI(base_url=os.environ["BASE_URL"])
default = OpenAI(base_url=os.environ.get("BASE_URL", "https://llm.acme.example/v1"))
moved = OpenAI(base_url="https://llm.acme.example/v1")
moved.base_url = "https://api.openai.com/v1"


def ask():
    recorded.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m by=llm.acme.example kind=gateway
    recorded.with_options(timeout=1).embeddings.create(model="m", input="")  #~ attested openai.OpenAI.embeddings.create model=m
    recorded.with_options(base_url="https://api.openai.com/v1").responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m provider=openai
    elsewhere.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m
    anywhere.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m
    default.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=may_be_something_else
    moved.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=another_server


def request(text):
    requests.post(f"{HOST}/v1/chat/completions", json={})  #~ attested requests.post kind=gateway
    requests.post("https://other.acme.example/v1/chat/completions", json={})  #~ MIMA002 requests.post
    requests.post("https://llm.acme.example/v1/chat/completions", json={"text": text})  #~ attested requests.post
