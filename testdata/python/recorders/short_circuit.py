import os

from acme_tracing import Instrumentor
from openai import OpenAI

os.environ.get("TRACE") and Instrumentor().instrument()
OpenAI().responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=under_a_condition
