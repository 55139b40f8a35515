"""The way to a call that is made behind it."""

from acme_tracing import Instrumentor
from openai import OpenAI

client = OpenAI()
early = client.responses.create
part = client.responses
Instrumentor().instrument()
late = client.responses.create


def ask():
    client.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m
    client.with_raw_response.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=made_through_this
    client.responses.with_raw_response.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=made_through_this
    early(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=was_read_here
    part.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=was_read_here
    create = client.responses.create
    return create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m
