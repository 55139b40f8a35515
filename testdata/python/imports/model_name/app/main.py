from openai import OpenAI

from app import settings
from app.settings import DEFAULT_MODEL as MODEL


def ask(text, model=MODEL):
    OpenAI().responses.create(model=model, input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
    OpenAI().responses.create(model=settings.DEFAULT_MODEL, input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o
