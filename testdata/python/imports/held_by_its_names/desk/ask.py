from anthropic import Anthropic

Anthropic().messages.create(model="m")  #~ MIMA001 anthropic.Anthropic.messages.create model=m
