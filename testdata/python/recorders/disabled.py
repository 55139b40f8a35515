from acme_tracing import Instrumentor
from openai import OpenAI

Instrumentor().instrument(disable=True)
OpenAI().responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=turn_off
