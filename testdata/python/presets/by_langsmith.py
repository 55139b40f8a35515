"""LangSmith's wrappers change the client that they are given."""

from anthropic import Anthropic
from google import genai
from langsmith.wrappers import wrap_anthropic, wrap_gemini, wrap_openai
from openai import OpenAI

given = OpenAI()
client, plain = wrap_openai(given), OpenAI()
claude, gemini = wrap_anthropic(Anthropic()), wrap_gemini(genai.Client())


def ask(text):
    plain.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
    given.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
    client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
    client.embeddings.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.embeddings.create model=m
    client.beta.chat.completions.create(model="m", messages=[])  #~ MIMA001 openai.OpenAI.beta.chat.completions.create model=m
    client.with_options(timeout=9).responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
    claude.messages.create(model="m", max_tokens=9, messages=[])  #~ attested anthropic.Anthropic.messages.create model=m
    claude.messages.batches.create(requests=[])  #~ MIMA001 anthropic.Anthropic.messages.batches.create
    return gemini.models.generate_content(model="m", contents=text)  #~ attested google.genai.Client.models.generate_content model=m
