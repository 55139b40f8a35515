from anthropic import Anthropic as Client


def ask(text):
    return Client().messages.create(model="m", messages=[text])  #~ MIMA001 anthropic.Anthropic.messages.create
