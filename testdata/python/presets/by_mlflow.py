"""MLflow's autologging: one function a library."""

import mlflow
from anthropic import Anthropic
from openai import OpenAI

mlflow.openai.autolog()
client, claude = OpenAI(), Anthropic()


def ask(text):
    client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create model=m
    client.moderations.create(input=text)  #~ MIMA001 openai.OpenAI.moderations.create
    return claude.messages.create(model="m", max_tokens=9, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create model=m
