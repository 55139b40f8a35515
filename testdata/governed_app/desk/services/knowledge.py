"""A base class and what derives from it."""
from desk.clients import openai_client
from desk.governance import mima


class Source:
    def ask(self, text):
        return openai_client().responses.create(model="gpt-4o", input=text)

    @mima.attest(tool_name="lookup")
    def lookup(self, text):
        return self.ask(text)


class Wiki(Source):
    def ask(self, text):
        return openai_client().responses.create(model="gpt-4o-mini", input=text)
