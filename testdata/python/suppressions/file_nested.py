"""In a function a comment for the whole file does not count."""
from openai import OpenAI


def ask():
    # mima: ignore-file[MIMA001] not at the top level #~ MIMA021
    return OpenAI().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
