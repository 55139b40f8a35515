"""The name of the model, where it is one text for certain."""
from openai import OpenAI

client = OpenAI()
MODEL = "gpt-4o"
OPTIONS = {"model": "gpt-4o-mini", "temperature": 0}


def ask(text):
    client.responses.create(model="o3", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=o3
    client.responses.create(model=MODEL, input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
    client.responses.create(input=text, **{"model": "o3-mini"})  #~ MIMA001 openai.OpenAI.responses.create model=o3-mini
    client.responses.create(input=text, **OPTIONS)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o-mini
    client.responses.create(model="gpt-" + "4.1", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4.1


def by_default(text, model="gpt-4o"):
    client.responses.create(model=model, input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o


def by_callers(text, model="gpt-4o"):
    client.responses.create(model=model, input=text)  #~ MIMA001 openai.OpenAI.responses.create


def unknown(text, model):
    client.responses.create(model=model, input=text)  #~ MIMA001 openai.OpenAI.responses.create
    client.responses.create(model=f"gpt-{model}", input=text)  #~ MIMA001 openai.OpenAI.responses.create


by_callers("x", "o3")


class Settings:
    model = "gpt-4o"

    def ask(self, text):
        client.responses.create(model=self.model, input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o


class Configured:
    def __init__(self, model: str = "gpt-4o-mini"):
        self.model = model

    def ask(self, text):
        client.responses.create(model=self.model, input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o-mini


client.responses.create(model=Settings.model, input="x")  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o


def ask_with_none(text, model=""):
    return client.responses.create(model=model, input=text)  #~ MIMA001 openai.OpenAI.responses.create
