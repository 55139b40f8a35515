import os

from acme_tracing import Instrumentor
from openai import OpenAI

Instrumentor().instrument(os.environ.get("TRACE") == "1", disable=False)
OpenAI().responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=turn_off
