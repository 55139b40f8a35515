from openai import OpenAI
from openinference.instrumentation.openai import OpenAIInstrumentor

instrumentor = OpenAIInstrumentor()
instrumentor.instrument()
client = OpenAI()


def ask(text):
    return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m


def stop():
    instrumentor.uninstrument()
