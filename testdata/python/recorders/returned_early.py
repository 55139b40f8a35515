import os

from acme_tracing import Instrumentor
from openai import OpenAI


def set_up():
    if not os.environ.get("TRACE"):
        return
    Instrumentor().instrument()


set_up()
OpenAI().responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=another_way
