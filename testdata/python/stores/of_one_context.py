"""Variables of a thread or a context: each object is a store of its own."""
import threading
from contextvars import ContextVar

from openai import OpenAI

local = threading.local()
other = threading.local()
local.client = OpenAI()
local.name = "x"

current = ContextVar("current")
empty = ContextVar("empty")
preset = ContextVar("preset", default=OpenAI())
declared: ContextVar[OpenAI] = ContextVar("declared")


def enter():
    current.set(OpenAI())


def ask():
    local.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    getattr(local, "client", None).responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    current.get().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    preset.get().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    declared.get().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    # Other objects, other names.
    other.client.responses.create(input="x")  #~ MIMA003 responses.create
    local.name.responses.create(input="x")
    empty.get().responses.create(input="x")  #~ MIMA003 responses.create
