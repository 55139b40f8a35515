from openai import OpenAI

client = OpenAI()
DEFAULT_MODEL = "gpt-4o-mini"


def get_client():
    return client
