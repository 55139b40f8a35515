from fastapi import FastAPI, Request
from openai import OpenAI
from flask import g

app = FastAPI()


@app.on_event("startup")
def start():
    app.state.client = OpenAI()
    g.client = OpenAI()


def use(client, text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


def use2(client, text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=low


def use3(client, text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium

@app.post("/b")
def b(request):
    return use2(request.app.state.client, "x")

@app.post("/a")
def a():
    return use(app.state.client, "x")


def c():
    return use3(g.client, "x")
