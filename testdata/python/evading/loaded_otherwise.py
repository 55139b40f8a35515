"""Modules that are loaded by other names and by what loads them, and the file as the program that runs."""
import __main__
import importlib
import importlib.util
import pkgutil
import sys

from openai import OpenAI

client = OpenAI()
sys.modules.setdefault("brought", client)
import brought


def of_the_program():
    __main__.client.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    sys.modules["__main__"].client.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    vars(sys.modules["__main__"])["client"].responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(__main__, "cli" + "ent").responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


def loaded():
    sys.modules.get("openai").OpenAI().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    brought.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    importlib.import_module(".responses", "openai.resources").Responses(client).create(model="a")  #~ MIMA001 openai.resources.responses.Responses.create model=a
    __import__("openai.resources.responses").OpenAI().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    __import__("openai.resources", fromlist=["responses"]).responses.Responses(client).create(model="a")  #~ MIMA001 openai.resources.responses.Responses.create model=a
    __builtins__.__import__("openai").OpenAI().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    __builtins__.getattr(client, "responses").create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    importlib.util.find_spec("openai").loader.load_module("openai").OpenAI().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    pkgutil.get_loader("openai").load_module("openai").OpenAI().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    importlib.util.find_spec("json").loader.load_module("json").responses.create(model="a")
