"""OpenInference's instrumentors: one a library."""

from anthropic import Anthropic
from google import genai
from openai import OpenAI
from openinference.instrumentation.openai import OpenAIInstrumentor

early = OpenAI()
OpenAIInstrumentor().instrument()
client, claude = OpenAI(), Anthropic()


def ask(text):
    early.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
    client.embeddings.create(model="m", input=text)  #~ attested openai.OpenAI.embeddings.create model=m
    client.with_options(timeout=9).chat.completions.create(model="m", messages=[])  #~ attested openai.OpenAI.chat.completions.create model=m
    genai.Client().models.generate_content(model="m", contents=text)  #~ MIMA001 google.genai.Client.models.generate_content model=m
    return claude.messages.create(model="m", max_tokens=9, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create model=m
