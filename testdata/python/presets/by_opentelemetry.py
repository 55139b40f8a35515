"""OpenTelemetry's own instrumentation of OpenAI's SDK: chat completions and embeddings, no responses."""

from google import genai
from openai import OpenAI
from opentelemetry.instrumentation.google_genai import GoogleGenAiSdkInstrumentor
from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor

OpenAIInstrumentor().instrument()
GoogleGenAiSdkInstrumentor().instrument()
client, gemini = OpenAI(), genai.Client()


def ask(text):
    client.chat.completions.create(model="m", messages=[])  #~ attested openai.OpenAI.chat.completions.create model=m
    client.chat.completions.parse(model="m", messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.parse model=m
    client.embeddings.create(model="m", input=text)  #~ attested openai.OpenAI.embeddings.create model=m
    client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
    return gemini.models.generate_content(model="m", contents=text)  #~ attested google.genai.Client.models.generate_content model=m
