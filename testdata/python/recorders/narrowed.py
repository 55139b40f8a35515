from acme_tracing import Instrumentor
from openai import OpenAI

Instrumentor().instrument(only=["embeddings"])
OpenAI().responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=record_something_else
