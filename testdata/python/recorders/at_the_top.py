"""It is called at the top: all that is defined below runs behind it."""

from acme_tracing import Instrumentor
from anthropic import Anthropic
from openai import OpenAI

early = OpenAI()


def before():
    return early.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m kind=instrumentation


early.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=after_the_call
Instrumentor().instrument()
early.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m by=acme_tracing.Instrumentor.instrument
before()
client, other = OpenAI(), Anthropic()


def ask():
    other.messages.create(model="m", max_tokens=1, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create model=m
    client.embeddings.create(model="m", input="")  #~ MIMA001 openai.OpenAI.embeddings.create model=m
    return client.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m


class Desk:
    def ask(self, app):
        app.add(lambda: client.responses.create(model="m", input=""))  #~ attested openai.OpenAI.responses.create model=m

    async def stream(self):
        yield client.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m
