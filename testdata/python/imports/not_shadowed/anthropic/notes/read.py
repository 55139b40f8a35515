"""A directory without a file of its own never goes before an installed library."""
from anthropic import Anthropic

Anthropic().messages.create(model="m")  #~ MIMA001 anthropic.Anthropic.messages.create model=m
