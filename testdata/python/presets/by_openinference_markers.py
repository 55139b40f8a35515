"""A session or attributes stand on spans that others make, and make none; the decorators of a tracer do."""

from openai import OpenAI
from openinference.instrumentation import TracerProvider, using_attributes, using_session

client = OpenAI()


def ask(text):
    with using_session("desk"):
        client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
    with using_attributes(user_id="u"):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
