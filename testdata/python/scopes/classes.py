"""A class body is a scope that the functions in it do not see."""
from openai import OpenAI


class Recorder:
    class responses:
        @staticmethod
        def create(input):
            return input


client = OpenAI()


class Service:
    client = Recorder()
    # In the class body the name is the class's own.
    at_definition = client.responses.create(input="x")

    def ask(self, text):
        # The method does not see the class's `client`, but the module's.
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create

    def of_the_class(self, text):
        return self.client.responses.create(input=text)

    def default_is_evaluated_in_the_class(self, api=client):
        return api.responses.create(input="x")


class BodyCalls:
    """What stands in a class body runs when the class is made."""

    greeting = client.responses.create(input="hello")  #~ MIMA001 openai.OpenAI.responses.create

    # The first iterable of a comprehension is evaluated in the class body, the rest is not.
    inputs = ["a", "b"]
    answers = [client.responses.create(input=text) for text in inputs]  #~ MIMA001 openai.OpenAI.responses.create


class ReadsBeforeBinding:
    # At this point the class has no `client` of its own: the module's is read.
    first = client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    client = Recorder()
    second = client.responses.create(input="x")


def make():
    client = Recorder()

    class Local:
        # Enclosing function scopes are seen from class bodies.
        value = client.responses.create(input="x")

        def ask(self):
            return client.responses.create(input="x")

    return Local
