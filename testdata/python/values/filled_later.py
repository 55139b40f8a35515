# What is put into a container after it was made comes out by methods as by keys.
from openai import OpenAI

clients = {}
clients["a"] = OpenAI()
clients["name"] = "text"


def by_method(q):
    client = clients.get("a")
    return client.chat.completions.create(model="m", messages=q)  #~ MIMA001 openai.OpenAI.chat.completions.create


def inside(q):
    made = {}
    made["a"] = OpenAI()
    return made.get("a").responses.create(model="m", input=q)  #~ MIMA001 openai.OpenAI.responses.create


class Hub:
    def __init__(self):
        self.clients = {"name": "x"}

    def add(self, key):
        self.clients[key] = OpenAI()

    def ask(self, key, q):
        return self.clients.get(key).responses.create(model="m", input=q)  #~ MIMA001 openai.OpenAI.responses.create

    def last(self, q):
        return self.clients.pop("a", None).embeddings.create(model="m", input=q)  #~ MIMA001 openai.OpenAI.embeddings.create
