from openai import OpenAI

client = OpenAI()
_private = OpenAI()


def same(value):
    return value
