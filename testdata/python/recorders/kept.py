from acme_tracing import Instrumentor
from openai import OpenAI

Instrumentor().instrument()
client = OpenAI()
raw = client.with_raw_response


def ask():
    raw.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=made_through_this
