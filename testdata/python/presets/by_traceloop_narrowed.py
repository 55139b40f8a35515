from openai import OpenAI
from traceloop.sdk import Traceloop
from traceloop.sdk.instruments import Instruments

Traceloop.init(app_name="desk", instruments={Instruments.PINECONE})
client = OpenAI()


def ask(text):
    return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
