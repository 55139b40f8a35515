from acme_tracing import Instrumentor
from openai import OpenAI


def trace(instrumentor: Instrumentor):
    instrumentor.instrument()
    return OpenAI().responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=may_be_something_else
