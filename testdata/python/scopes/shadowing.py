"""A name means what its innermost scope binds it to."""
from openai import OpenAI

client = OpenAI()


def global_client(text):
    return client.responses.create(model="gpt-4o", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o flow=constructed,stored,called


def parameter_hides_it(client, text):
    return client.responses.create(input=text)  #~ MIMA003 responses.create


def local_hides_it(text):
    client = Recorder()
    return client.responses.create(input=text)


def bound_later_is_local_all_along(text):
    # `client` is local in the whole body: this raises UnboundLocalError and calls nothing.
    client.responses.create(input=text)  #~! MIMA003 -- the name is unbound
    client = Recorder()
    return client


def a_builtin_is_hidden(text):
    print = client.responses.create
    return print(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def a_loop_variable_hides_it(recorders, text):
    for client in [Recorder(), Recorder()]:
        client.responses.create(input=text)


def an_exception_name_hides_it(text):
    try:
        return text
    except ValueError as client:
        client.responses.create(input=text)


def a_lambda_parameter_hides_it():
    return lambda client: client.count()


def an_inner_function_hides_it(text):
    def client():
        return Recorder()

    return client().responses.create(input=text)


def an_inner_class_hides_it(text):
    class client:
        class responses:
            @staticmethod
            def create(input):
                return input

    return client.responses.create(input=text)


def an_import_hides_it(text):
    import json as client

    return client.responses.create(input=text)


class Recorder:
    class responses:
        @staticmethod
        def create(input):
            return input
