"""Moderation, as a class with a client of its own."""
from openai import OpenAI

from desk.governance import mima


class Moderator:
    def __init__(self, client=None):
        self.client = client or OpenAI()

    @mima.attest(tool_name="moderate")
    def check(self, text):
        return self._ask(text)

    def _ask(self, text):
        return self.client.moderations.create(input=text)

    @staticmethod
    @mima.attest(tool_name="moderate_static")
    def check_static(text):
        return OpenAI().moderations.create(input=text)

    @property
    @mima.attest(tool_name="probe")
    def probe(self):
        return self.client.moderations.create(input="probe")

    def unchecked(self, text):
        return self.client.moderations.create(input=text)
