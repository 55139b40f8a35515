"""A function that a class takes over into its body is a method of it."""
from openai import OpenAI


def made(self, kind):
    return kind()


class Taken:
    make = made


Taken().make(OpenAI).responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
Taken().make(dict).responses.create(input="x")
