"""Names that are read as others, and names that are bound by other means than an assignment."""
import openai
from ｏpenai import OpenAI as Other
from openai import OpenAI

client = OpenAI()


def wide():
    client.responses.ｃreate(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    ｃlient.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    Other().𝓻esponses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


def stored():
    globals()["by_globals"] = OpenAI()
    by_globals.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    globals().update(updated=OpenAI())
    updated.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


vars()["by_vars"] = OpenAI()
locals()["by_locals"] = OpenAI()


def used():
    by_vars.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    by_locals.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    globals()["client"].responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    print(len("a"))
