"""Names that stand in mappings: of a module, an object, the file, the interpreter."""
import importlib.util
import os
import pkgutil
import sys
from pydoc import locate

import openai
from anthropic import Anthropic

client = openai.OpenAI()


def of_a_module(name):
    vars(openai)["OpenAI"]().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    openai.__dict__["OpenAI"]().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    openai.__dict__["files"]["create"]()
    return openai.__dict__[name]().responses.create(input="x")  #~ MIMA003 openai.….responses.create


class Holder:
    def __init__(self):
        self.inner = Anthropic()

    def ask(self):
        object.__getattribute__(self, "inner").messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create
        return self.__dict__["inner"].messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create


def of_the_file():
    globals()["Anthropic"]().messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create
    globals()["os"].listdir(".")
    return globals()["client"].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def of_the_interpreter():
    sys.modules["json"].dumps({})
    return sys.modules["openai"].OpenAI().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def by_path():
    locate("openai.OpenAI")().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    locate("json.JSONEncoder")().encode({})
    return pkgutil.resolve_name("anthropic:Anthropic")().messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create


def by_specification():
    specification = importlib.util.find_spec("openai")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module.OpenAI().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def registry_of_classes(kind):
    many = {
        "a": dict, "b": dict, "c": dict, "d": dict, "e": dict, "f": dict, "g": dict, "h": dict, "i": dict,
        "j": dict, "k": dict, "l": dict, "m": dict, "n": dict, "o": dict, "p": dict, "q": dict, "r": dict,
        "s": dict, "t": dict, "u": dict, "v": dict, "w": dict, "x": dict, "y": dict, "z": dict,
        "claude": Anthropic,
    }
    return many[kind]().messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create


# Attributes that are read by functions made for that, and code in a text.
def by_operators():
    from functools import reduce
    from operator import attrgetter, methodcaller

    attrgetter("responses.create")(client)(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    methodcaller("create", input="x")(client.responses)  #~ MIMA001 openai.OpenAI.responses.create
    reduce(getattr, ["responses", "create"], client)(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    client.responses.__getattribute__("create")(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    return eval("client.responses.create(input='x')")  #~ MIMA001 openai.OpenAI.responses.create
