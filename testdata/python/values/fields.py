"""Fields of data classes whose annotation says nothing: what they are made of counts."""
from dataclasses import dataclass, field

from anthropic import Anthropic
from openai import OpenAI


@dataclass
class Data:
    made: object = field(default_factory=Anthropic)
    shared: object = field(default=OpenAI())

    def ask(self, text):
        self.made.messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create
        self.shared.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


@dataclass
class Given:
    label: str
    handle: object

    def ask(self, text):
        self.label.responses.create(input=text)
        self.handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


Given("x", OpenAI()).ask("x")
