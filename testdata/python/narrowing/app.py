# A test of a value's type says what the value is where the test has held.
import anthropic
from openai import AsyncOpenAI, OpenAI


def in_a_branch(client):
    if isinstance(client, OpenAI):
        return client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    return client.responses.create(input="x")  #~ MIMA003


def after_a_guard(client):
    if not isinstance(client, OpenAI):
        raise TypeError(client)
    return client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def after_a_guard_that_goes_on(client):
    if not isinstance(client, OpenAI):
        print(client)
    return client.responses.create(input="x")  #~ MIMA003


def after_a_guard_of_several(client, other):
    if not isinstance(client, OpenAI) or other is None:
        return None
    return client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def in_alternatives(client):
    if isinstance(client, anthropic.Anthropic):
        return client.messages.create(model="m")  #~ MIMA001 anthropic.Anthropic.messages.create
    elif not isinstance(client, OpenAI):
        return client.messages.create(model="m")  #~ MIMA001 anthropic.Anthropic.messages.create confidence=low
    else:
        return client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def asserted(client):
    assert isinstance(client, OpenAI), "another client"
    return client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def one_of_two(client):
    if isinstance(client, (OpenAI, AsyncOpenAI)):
        return client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def in_expressions(client, others):
    first = client.responses.create(input="x") if isinstance(client, OpenAI) else None  #~ MIMA001 openai.OpenAI.responses.create
    second = isinstance(client, OpenAI) and client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    third = not isinstance(client, OpenAI) or client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    return first, second, third, [
        other.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
        for other in others
        if isinstance(other, OpenAI)
    ]


def in_a_comprehension(client, texts):
    if isinstance(client, OpenAI):
        return [client.responses.create(input=text) for text in texts]  #~ MIMA001 openai.OpenAI.responses.create


def in_a_loop(clients):
    for client in clients:
        if not isinstance(client, OpenAI):
            continue
        client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    client.responses.create(input="x")  #~ MIMA003


def in_a_match(client):
    match client:
        case OpenAI():
            return client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
        case anthropic.Anthropic():
            return client.messages.create(model="m")  #~ MIMA001 anthropic.Anthropic.messages.create
        case _:
            return client.responses.create(input="x")  #~ MIMA003


class Wrapper:
    def __init__(self, config):
        if not isinstance(config.client, OpenAI):
            raise TypeError(config.client)
        self.client = config.client

    def ask(self):
        return self.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create

    def ask_other(self, other):
        if isinstance(self.other, OpenAI):
            self.other = other
            return self.other.responses.create(input="x")  #~ MIMA003


def bound_anew(client, make):
    if isinstance(client, OpenAI):
        client = make()
        return client.responses.create(input="x")  #~ MIMA003


def of_what_it_may_be(kind):
    client = OpenAI() if kind else AsyncOpenAI()
    if isinstance(client, AsyncOpenAI):
        return client.responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create
    return None


def not_of_a_library(client, Other):
    if isinstance(client, Other):
        return client.responses.create(input="x")  #~ MIMA003


def by_another_function(client, isinstance):
    if isinstance(client, OpenAI):
        return client.responses.create(input="x")  #~ MIMA003
