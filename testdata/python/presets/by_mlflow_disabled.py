import mlflow.openai
from openai import OpenAI

mlflow.openai.autolog(log_traces=False)
client = OpenAI()


def ask(text):
    return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=m
