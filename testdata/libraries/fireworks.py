import fireworks.client
from fireworks import Fireworks
from fireworks.client import Fireworks as OldFireworks


def ask(prompt: str):
    client = Fireworks()
    names = client.models.list()
    return names, client.chat.completions.create(model="accounts/fireworks/models/llama-v3p1-8b-instruct", messages=[])  #~ MIMA001 fireworks.Fireworks.chat.completions.create model=accounts/fireworks/models/llama-v3p1-8b-instruct


def old(prompt: str):
    fireworks.client.api_key = "from-the-vault"
    first = fireworks.client.ChatCompletion.create(model="mixtral", messages=[])  #~ MIMA001 fireworks.client.ChatCompletion.create model=mixtral
    return first, OldFireworks().completions.create(model="mixtral", prompt=prompt)  #~ MIMA001 fireworks.client.Fireworks.completions.create model=mixtral
