"""What the decorator of another file is decides what a method is: this one makes it an attribute."""
from openai import OpenAI

from once import made_once


class Service:
    @made_once
    def client(self):
        return OpenAI()

    def ask(self, text):
        return self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
