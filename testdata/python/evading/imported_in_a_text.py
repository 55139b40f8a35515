"""The only import stands in a text that is run."""


def run():
    exec("from openai import OpenAI; OpenAI().responses.create(model='a')")  #~ MIMA001 openai.OpenAI.responses.create model=a
