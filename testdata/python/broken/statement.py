"""A file that does not parse: what is recovered has confidence low."""
from openai import OpenAI

client = OpenAI()


def ask(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=low


def broken(text:  #~ MIMA030
    return text


def after(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=low
