from openai import OpenAI

try:
    from acme_tracing import Instrumentor

    Instrumentor().instrument()
except ImportError:
    pass
OpenAI().responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=under_a_condition
