"""No text in the file is the name of the library."""
import importlib


def load(name):
    importlib.import_module("open" + "ai").OpenAI().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    importlib.import_module("ianepo"[::-1]).OpenAI().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    __import__("open" + "ai").OpenAI().responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    __import__(name).OpenAI().chat.completions.create(model="a")  #~ MIMA003 chat.completions.create
    importlib.import_module(name).run(model="a")
