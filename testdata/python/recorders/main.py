"""A program that begins in a function."""

from acme_tracing import Instrumentor
from openai import OpenAI


def ask():
    return OpenAI().responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m kind=instrumentation


def set_up():
    print("tracing")
    Instrumentor().instrument()


def run():
    set_up()
    print(ask())


if __name__ == "__main__":
    run()
