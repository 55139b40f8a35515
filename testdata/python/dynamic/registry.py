"""A registry of texts in the file that imports what they name; no library is imported by a statement."""
from importlib import import_module

CLASSES = {
    "openai": "openai:OpenAI",
    "azure": "openai:AzureOpenAI",
}
MODULES = {"openai": "openai", "json": "json"}


def make(kind):
    module, name = CLASSES[kind].split(":")
    return getattr(import_module(module), name)()


def dotted(kind="anthropic.Anthropic"):
    module, _, name = kind.rpartition(".")
    return getattr(import_module(module), name)()


def ask(kind, text):
    return make(kind).responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def first(text):
    module = "openai.OpenAI".rsplit(".", 1)[0]
    name = "openai.OpenAI".partition(".")[-1]
    return getattr(import_module(module), name)().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def message(text):
    return dotted().messages.create(max_tokens=1, messages=[text])  #~ MIMA001 anthropic.Anthropic.messages.create


def part(kind, name, text):
    return getattr(import_module(MODULES[kind]), name)().responses.create(input=text)  #~ MIMA003 openai.….responses.create


def neither(kind, text):
    module, name = kind.split(":")
    return getattr(import_module(module), name)().encode(text)
