"""It reaches objects that are made behind it."""

import acme_tracing
from openai import OpenAI

early = OpenAI()
acme_tracing.autolog()
late = OpenAI()


def ask():
    early.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=made_here,_before
    late.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m by=acme_tracing.autolog


def given(client: OpenAI):
    return client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=another_way
