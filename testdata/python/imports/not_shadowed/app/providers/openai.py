"""Of the same name as the library that it uses: `app.providers` is no search path."""
from openai import OpenAI


class Provider:
    client = OpenAI()

    def ask(self):
        return self.client.responses.create(model="m")  #~ MIMA001 openai.OpenAI.responses.create model=m
