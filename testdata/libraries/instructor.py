import instructor
from openai import OpenAI
from pydantic import BaseModel


class Person(BaseModel):
    name: str


client = instructor.from_openai(OpenAI())
patched = instructor.patch(OpenAI())


def extract(text: str) -> Person:
    return client.chat.completions.create(model="gpt-4o", response_model=Person, messages=[])  #~ MIMA001 instructor.Instructor.chat.completions.create model=gpt-4o


def many(text: str):
    provider = instructor.from_provider("anthropic/claude-3-5-haiku-latest")
    yield from provider.create_iterable(response_model=Person, messages=[])  #~ MIMA001 instructor.Instructor.create_iterable


def in_place(text: str):
    return patched.chat.completions.create(model="gpt-4o", messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o


def moderate():
    instructor.describe()
    return instructor.llm_validator()  #~ MIMA001 instructor.llm_validator
