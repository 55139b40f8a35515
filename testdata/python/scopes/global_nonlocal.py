"""`global` and `nonlocal` bind in another scope."""
from openai import OpenAI

client = None
other = None


def connect():
    global client
    client = OpenAI()


def ask(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def not_global():
    other = OpenAI()
    return other


def ask_other(text):
    # The module's `other` is None for ever.
    return other.responses.create(input=text)  #~ MIMA003


def made_by_global():
    global brand_new
    brand_new = OpenAI()


def ask_brand_new(text):
    return brand_new.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def outer(text):
    handle = None

    def fill():
        nonlocal handle
        handle = OpenAI()

    fill()
    return handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def lazily(text):
    global lazy
    if lazy is None:
        lazy = OpenAI()
    return lazy.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


lazy = None


def global_past_an_enclosing_function():
    client = "not a client"

    def inner(text):
        global client
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create

    return inner, client
