"""A context manager attests what runs between its enter and its exit."""
from contextlib import ExitStack, contextmanager

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance()
trace = mima.trace


def inside(text):
    with mima.trace("x"):
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace kind=context
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def bound(text):
    with trace("x") as span:
        client.responses.create(input=span)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


def stored(text):
    manager = mima.trace("x")
    with manager:
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
    manager = open("x")
    with manager:
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def several(text):
    with open("x") as file, mima.trace("x"):
        client.responses.create(input=file)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
    with mima.trace("x"), open(client.responses.create(input=text)):  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
        pass
    with open(client.responses.create(input=text)), mima.trace("x"):  #~ MIMA001 openai.OpenAI.responses.create
        pass


def the_header_is_outside(text):
    with mima.trace(client.responses.create(input=text)):  #~ MIMA001 openai.OpenAI.responses.create
        pass


def nested(text):
    with mima.trace("x"):
        if text:
            with open("x") as file:
                client.responses.create(input=file)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


def never_entered(text):
    mima.trace("x")
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


with mima.trace("module"):
    client.responses.create(input="x")  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


def defined_inside():
    with mima.trace("x"):
        def later(text):
            return client.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create

    return later


@contextmanager
def governed(name):
    with mima.trace(name):
        yield


def own_manager(text):
    with governed("x"):
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


def exit_stack(text):
    with ExitStack() as stack:
        stack.enter_context(mima.trace("x"))
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


def stack_under_a_condition(text):
    with ExitStack() as stack:
        if text:
            stack.enter_context(mima.trace("x"))
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def stack_too_late(text):
    with ExitStack() as stack:
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
        stack.enter_context(mima.trace("x"))


def stack_is_over(text):
    with ExitStack() as stack:
        stack.enter_context(mima.trace("x"))
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def under_a_condition(text):
    with mima.trace("x") if text else open("x"):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


@contextmanager
def sometimes_governed(name):
    if name:
        with mima.trace(name):
            yield
    else:
        yield


def own_manager_under_a_condition(text):
    with sometimes_governed("x"):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def not_markers(text):
    with mima.batch():
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def pushed(text):
    answer = client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    mima.push("x", text, answer)


def lambda_in_a_context(text):
    with mima.trace("x"):
        kept = lambda: client.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create
    return kept
