"""A comment for the whole file."""
# mima: ignore-file[MIMA001] generated examples
from openai import OpenAI

OpenAI().responses.create(input="x")  #~ suppressed MIMA001 openai.OpenAI.responses.create


def ask():
    return OpenAI().responses.create(input="x")  #~ suppressed MIMA001 openai.OpenAI.responses.create
