"""Functions that call each other: what covers the first call covers the others."""
from functools import wraps

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance()


def plan(text):
    client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=callers
    return act(text)


def act(text):
    client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=callers
    return plan(text) if text else check(text, act)


def check(text, again):
    client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=callers
    return again(text)


@mima.attest("agent")
def agent(text):
    return plan(text)


# One of the callers of a function in the circle is not attested: then none of the circle is.
def ask(text):
    client.responses.create(input=text)  #~ MIMA012 openai.OpenAI.responses.create
    return answer(text)


def answer(text):
    client.responses.create(input=text)  #~ MIMA012 openai.OpenAI.responses.create
    return ask(text)


@mima.attest("covered")
def covered(text):
    return ask(text)


def open_to_all(text):
    return answer(text)


# Nobody else calls them.
def forth(text):
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    return back(text)


def back(text):
    return forth(text)


# A function that is handed on by a function to itself.
def retry(step, text, times):
    return retry(step, text, times - 1) if times else step(text)


def tried(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=callers


@mima.attest("tries")
def tries(text):
    return retry(tried, text, 3)


# What covers the first call covers those that come back through a wrapper of the project.
def logged(name):
    def decorator(function):
        @wraps(function)
        def wrapper(text):
            return function(text)

        return wrapper

    return decorator


def outer(text):
    @logged("inner")
    def inner(text):
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=callers
        return outer(text)

    return inner(text)


@mima.attest("whole")
def whole(text):
    return outer(text)
