"""Inside of the library its own code says what its names mean."""
from openai import OpenAI

from instructor import from_openai
from instructor.client import Instructor


def make():
    return OpenAI()


def ask(instructor: Instructor):
    make().responses.create(model="m")  #~ MIMA001 openai.OpenAI.responses.create model=m
    return from_openai(None).create()
