"""Imported as `tests.openai`."""


class OpenAI:
    pass
