"""Traceloop's SDK instruments what is installed."""

from anthropic import Anthropic
from openai import OpenAI
from traceloop.sdk import Traceloop

Traceloop.init(app_name="desk", disable_batch=True)
client, claude = OpenAI(), Anthropic()


def ask(text):
    client.chat.completions.create(model="m", messages=[])  #~ attested openai.OpenAI.chat.completions.create model=m
    client.audio.transcriptions.create(model="m", file=text)  #~ MIMA001 openai.OpenAI.audio.transcriptions.create model=m
    client.moderations.create(input=text)  #~ MIMA001 openai.OpenAI.moderations.create
    claude.messages.parse(model="m", max_tokens=9, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.parse model=m
    return claude.messages.create(model="m", max_tokens=9, messages=[])  #~ attested anthropic.Anthropic.messages.create model=m
