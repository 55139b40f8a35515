"""Names that only the running program knows, on what comes from a library."""
import importlib
import json
import os
from importlib import import_module

import litellm
import ollama
import openai
from anthropic import Anthropic
from openai import OpenAI

client = OpenAI()
METHODS = {"plain": "create", "parsed": "parse"}


def unknown_method(name, text):
    method = getattr(client.chat.completions, name)
    return method(model="gpt-4o", messages=[text])  #~ MIMA003 openai.OpenAI.chat.completions.…


def unknown_on_a_handle(name, text):
    return getattr(Anthropic(), name).create(max_tokens=1, messages=[text])  #~ MIMA003 anthropic.Anthropic.….create


def unknown_class(name, text):
    built = getattr(openai, name)(api_key=os.environ["KEY"])
    return built.chat.completions.create(model="gpt-4o", messages=[text])  #~ MIMA003 openai.….chat.completions.create


def unknown_function(name, text):
    return getattr(litellm, name)(model="gpt-4o", messages=[text])  #~ MIMA003 litellm.…


def unknown_in_part(kind, text):
    return getattr(litellm, f"{kind}_completion")(messages=[text])  #~ MIMA003 litellm.…_completion


def from_the_environment(text):
    provider = import_module(f"llama_index.llms.{os.environ['PROVIDER']}")
    return provider.OpenAI().chat([text])  #~ MIMA003 llama_index.llms.….OpenAI.chat


def joined(package, text):
    partner = importlib.import_module("langchain_" + package)
    model = getattr(partner, "Chat" + package.title())()
    return model.invoke(text)  #~ MIMA003


def percent(package, text):
    return import_module("llama_index.llms.%s" % package).OpenAI().complete(text)  #~ MIMA003 llama_index.llms.….OpenAI.complete


def formatted(package, text):
    return __import__("llama_index.llms.{}".format(package)).OpenAI().complete(text)  #~ MIMA003


# What can be followed is no note.
def known_by_its_callers(module, cls):
    return getattr(import_module(module), cls)().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


known_by_its_callers("openai", "OpenAI")


def known_in_a_table(kind, text):
    return getattr(client.chat.completions, METHODS[kind])(model="m", messages=[text])  #~ MIMA001 openai.OpenAI.chat.completions.create model=m


# Nothing points to a call of a library.
def other_attributes(name):
    getattr(client.files, name)(file=b"")
    getattr(client, name).list()
    getattr(openai, name)(api_key="x")
    getattr(client.chat.completions, f"list_{name}")("id")
    return getattr(client, name)


def of_the_answer(name, text):
    answer = client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    return getattr(answer, name)()


def other_modules(name, cls):
    import_module(f"app.plugins.{name}").run()
    getattr(import_module(name), cls)().run()
    getattr(json, name)("{}")
    return __import__("os.%s" % name).create()


def own_object(name):
    class Queue:
        def create(self):
            return self

    return getattr(Queue(), name)().create()
