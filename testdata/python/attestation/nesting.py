"""A nested function is covered when it is called inside, and not when it escapes."""
from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance()


@mima.attest()
def called_inside(text):
    def inner():
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    return inner()


@mima.attest()
def escapes(text):
    def inner():
        return client.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create

    return inner


@mima.attest()
def both(text):
    def inner():
        return client.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create

    inner()
    return inner


@mima.attest()
def two_deep(text):
    def outer():
        def inner():
            return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

        return inner()

    return outer()


def inner_is_attested(text):
    @mima.attest()
    def inner():
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    return inner()


@mima.attest()
def outer_generator(texts):
    for text in texts:
        # The wrapper has returned when the first element is asked for.
        yield client.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest()
def inner_generator_is_used_up(texts):
    def each():
        for text in texts:
            yield client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    return list(each())


@mima.attest()
def inner_generator_escapes(texts):
    def each():
        for text in texts:
            yield client.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create

    return each()


@mima.attest()
def generator_expression_escapes(texts):
    return (client.responses.create(input=text) for text in texts)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest()
def lambda_is_called_inside(texts):
    ask = lambda text: client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest
    return [ask(text) for text in texts]


@mima.attest()
def lambda_escapes(text):
    return lambda: client.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create


@mima.attest()
def class_body(text):
    class Local:
        answer = client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

        def ask(self):
            return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create

    return Local


def under_a_context(text):
    def inner():
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace

    with mima.trace("x"):
        return inner()


@mima.attest()
def begins_nothing(text):
    def main():
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    return main()


@mima.attest()
def calls_the_program(text):
    return main(text)


def main(text):
    # A program begins here as well.
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
