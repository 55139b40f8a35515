"""What decorators below a marker have left as attributes of the function: whoever calls it goes round the marker."""
import functools
import inspect
import operator

from mima_governance import MimaGovernance
from openai import OpenAI
from tenacity import retry, stop_after_attempt

client = OpenAI()
mima = MimaGovernance()


class Task:
    def __init__(self, function):
        self.run = function

    def __call__(self, *args):
        return self.run(*args)


@mima.attest("x")
@Task
def called_and_run(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
@Task
def only_called(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


called_and_run("x")
called_and_run.run("x")
only_called("x")


@mima.attest("x")
@retry(stop=stop_after_attempt(2))
def retried_otherwise(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
@retry(stop=stop_after_attempt(2))
def retried_by_a_helper(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
@retry(stop=stop_after_attempt(2))
def looked_at(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def once(function, text):
    return function.retry_with(stop=stop_after_attempt(1))(text)


retried_otherwise.retry_with(stop=stop_after_attempt(1))("x")
once(retried_by_a_helper, "x")
looked_at.calls = 0
print(looked_at.calls, looked_at.__name__, looked_at.statistics.get("attempt_number"), looked_at.retry.stop)


@mima.attest("x")
@functools.lru_cache
def cleared(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


cleared.cache_clear()


@mima.attest("x")
def by_getattr(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
def by_getter(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
def by_dictionary(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
def named_by_getattr(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def bare(function):
    return getattr(function, "__wrapped__", function)


bare(by_getattr)("x")
operator.attrgetter("__wrapped__")(by_getter)("x")
vars(by_dictionary)["__wrapped__"]("x")
print(getattr(named_by_getattr, "__name__", "?"), inspect.signature(named_by_getattr))


class Desk:
    @mima.attest("x")
    def ask(self, text):
        return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


Desk().ask.__wrapped__(Desk(), "x")


def kept(function):
    @functools.wraps(function)
    def wrapper(*args):
        with mima.trace("x"):
            return function(*args)

    wrapper.original = function
    return wrapper


@kept
def called_as_it_was(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@kept
def called_as_it_is(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


called_as_it_was.original("x")
called_as_it_is("x")
