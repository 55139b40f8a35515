from openai import OpenAI

from a import two

client = OpenAI()


def ask():
    return two.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
