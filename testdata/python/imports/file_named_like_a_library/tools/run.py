"""The file beside this one has no `Anthropic`, so the library is meant; `ask` it has."""
import anthropic
from anthropic import Anthropic, ask

Anthropic().messages.create(model="m", messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create
anthropic.Anthropic().messages.create(model="m", messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create
ask("x")
