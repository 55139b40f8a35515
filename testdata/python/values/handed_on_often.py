"""A function that is handed on through many others gets what the last of them gives it."""

from openai import OpenAI


def one(call):
    return two(call)


def two(call):
    return three(call)


def three(call):
    return four(call)


def four(call):
    return five(call)


def five(call):
    return six(call)


def six(call):
    return call(OpenAI())


one(lambda client: client.responses.create(input="x"))  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
