"""The decorator in every form in which it attests."""
import functools

import mima_governance
from mima_governance import MimaGovernance
from mima_governance import MimaGovernance as Governance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="x")
other = mima_governance.MimaGovernance()
aliased = Governance()
attest = mima.attest
with_name = mima.attest(tool_name="named")
named = functools.partial(mima.attest, tool_name="named")


@mima.attest()
def empty(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest kind=decorator


@mima.attest(tool_name="x")
def with_arguments(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@other.attest("x")
def through_the_module(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@aliased.attest("x")
def through_an_alias(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@attest(tool_name="x")
def bound_method(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@with_name
def made_before(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@named()
def partially_applied(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@MimaGovernance().attest()
def made_on_the_spot(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def make_client():
    return MimaGovernance()


@make_client().attest()
def from_a_factory(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def audited(function):
    return mima.attest(tool_name=function.__name__)(function)


@audited
def through_a_decorator_of_its_own(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def audit(name):
    return mima.attest(tool_name=name)


@audit("x")
def through_a_factory_of_its_own(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@functools.lru_cache
@mima.attest()
def below_another(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest()
@functools.lru_cache
def above_another(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


class Service:
    def __init__(self):
        self.client = OpenAI()

    @mima.attest()
    def method(self, text):
        return self.client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    @classmethod
    @mima.attest()
    def of_the_class(cls, text):
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    @staticmethod
    @mima.attest()
    def static(text):
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    @property
    @mima.attest()
    def read(self):
        return self.client.responses.create(input="x")  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    def unattested(self, text):
        return self.client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def applied_by_hand(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


applied_by_hand = mima.attest()(applied_by_hand)

wrapped = mima.attest("x")(client.responses.create)
wrapped(input="x")  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest()
def all_that_is_inside(texts):
    if texts:
        for text in texts:
            with open(text) as file:
                try:
                    client.responses.create(input=file.read())  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest
                finally:
                    client.responses.create(input="x")  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest
    return [client.responses.create(input=text) for text in texts]  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest
def without_brackets(text):
    # `attest` takes the function as the tool's name, and what it gives back is a decorator: nothing is attested.
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest()
def arguments_run_outside(text, default=client.responses.create(input="x")):  #~ MIMA001 openai.OpenAI.responses.create
    return text


@print(client.responses.create(input="x"))  #~ MIMA001 openai.OpenAI.responses.create
@mima.attest()  #~ MIMA014
def decorators_run_outside(text):
    return text
