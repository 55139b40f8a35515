from acme_tracing import Instrumentor
from settings import OPTIONS
from openai import OpenAI

Instrumentor().instrument(**OPTIONS)
OpenAI().responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=turn_off
