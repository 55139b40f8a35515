"""What has the same names as an AI call, and is none."""
import redis
import requests
from openai import OpenAI
from openai.types.chat import ChatCompletion

from somewhere.unknown import Client


class Messages:
    def create(self, **kwargs):
        return kwargs


class Anthropic:
    """Not the library's."""

    def __init__(self):
        self.messages = Messages()


class Agent:
    def run(self, prompt):
        return prompt

    def invoke(self, prompt):
        return prompt


client = OpenAI()
store = redis.Redis()


def own_class():
    Anthropic().messages.create(model="m", messages=[])
    Agent().run("x")
    Agent().invoke("x")


def parameters(client: redis.Redis, response: ChatCompletion):
    client.get("x")
    client.responses.create(input="x")
    response.choices[0].message.content.create(input="x")


def other_calls_of_the_library():
    client.models.list()
    client.models.retrieve("gpt-4o")
    client.files.create(file=b"", purpose="batch")
    client.vector_stores.create()
    OpenAI(api_key="x")
    client.close()
    client.with_options(timeout=1)
    client.chat.completions
    client.chat.completions.create


def results_are_no_handles():
    reply = client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    reply.create()
    reply.output_text.create()
    reply.output[0].content[0].text.strip()


def plain_http():
    requests.post("https://example.org/v1/chat/completions", json={})
    requests.get("https://example.org/")


def strings():
    """client.responses.create(input="x")"""
    # client.responses.create(input="x")
    return "client.responses.create(input='x')"


def an_unknown_import():
    Client().run("x")
    Client().create("x")


def session(db, thread, executor):
    db.run("select 1")
    db.session.create("x")
    thread.run()
    executor.invoke("x")


def dictionaries():
    settings = {"client": "none"}
    settings.get("client").lower()
    settings["client"].create()


class Inherits(Agent):
    def ask(self):
        return self.run("x")
