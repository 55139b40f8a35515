"""AgentOps instruments what is installed, unless it is told not to."""

import agentops
from anthropic import Anthropic
from openai import OpenAI

agentops.init(api_key="key")
client, claude = OpenAI(), Anthropic()


def ask(text):
    client.chat.completions.create(model="m", messages=[])  #~ attested openai.OpenAI.chat.completions.create model=m
    client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
    claude.messages.parse(model="m", max_tokens=9, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.parse model=m
    return claude.messages.create(model="m", max_tokens=9, messages=[])  #~ attested anthropic.Anthropic.messages.create model=m
