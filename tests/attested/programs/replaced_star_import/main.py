from openai import OpenAI

from governance import *
from stubs import *

client = OpenAI()


def ask(q):
    with trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)


ask("x")
