"""Called by a program beside it, which imports the package."""


def ask(handle):
    return handle.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
