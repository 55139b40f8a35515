"""A suppression for the whole file stands at the top level; in a function it suppresses nothing."""
from openai import OpenAI

client = OpenAI()


def ask(text):
    # mima: ignore-file[MIMA001] only meant for this function  #~ MIMA021
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
