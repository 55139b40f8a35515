from acme_tracing import Instrumentor
from openai import OpenAI


def ask():
    return OpenAI().responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m


if __name__ == "__main__":
    Instrumentor().instrument()
    ask()
