"""Decorators of a class that put a marker around its methods: around those which pass the conditions, and no others."""
import inspect
from types import FunctionType

from mima_governance import MimaGovernance
from openai import OpenAI

client, mima = OpenAI(), MimaGovernance(api_key="k", system_name="s")
SKIPPED = ("close", "reset")


def public(cls):
    for name, value in list(vars(cls).items()):
        if callable(value) and not name.startswith("_"):
            setattr(cls, name, mima.attest(tool_name=name)(value))
    return cls


@public
class Public:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    def _quiet(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create

    def rank(self, text):
        return self._helper(text)

    def _helper(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    @staticmethod
    def still(text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create

    @classmethod
    def of_class(cls, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Inherited:
    def above(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


@public
class Inheriting(Inherited):
    def below(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def with_skips(cls):
    for name, value in cls.__dict__.copy().items():
        if name.startswith("__"):
            continue
        if name in SKIPPED or not isinstance(value, FunctionType):
            continue
        setattr(cls, name, mima.attest(tool_name=name)(value))
    return cls


@with_skips
class WithSkips:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    def _inner(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    def close(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create

    def __call__(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


def by_name(prefix):
    def decorate(cls):
        for name in dir(cls):
            if name.startswith(("_", "get_")):
                continue
            method = getattr(cls, name)
            if inspect.isfunction(method):
                wrapped = mima.attest(tool_name=f"{prefix}.{name}")(method)
                setattr(cls, name, wrapped)
        return cls

    return decorate


@by_name("desk")
class ByName:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    def get_answer(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


def each_member(cls):
    for name, method in inspect.getmembers(cls, inspect.isfunction):
        if name != "plain":
            setattr(cls, name, mima.attest(tool_name=name)(method))
    return cls


@each_member
class EachMember:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    def plain(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


def listed(cls):
    for name in ("ask", "rank"):
        setattr(cls, name, mima.attest(tool_name=name)(getattr(cls, name)))
    return cls


@listed
class Listed:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    def rank(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    def other(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


def spoken(function):
    def wrapper(*args):
        with mima.trace(function.__name__):
            return function(*args)

    return wrapper


def own_wrapper(cls):
    wrap(cls)
    return cls


def wrap(cls):
    for name, value in list(vars(cls).items()):
        if inspect.isfunction(value):
            setattr(cls, name, spoken(value))


@own_wrapper
class OwnWrapper:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


for desk in (Public(), Inheriting(), WithSkips(), ByName(), EachMember(), Listed(), OwnWrapper()):
    desk.ask("x") if hasattr(desk, "ask") else desk.below("x")
Public()._quiet("x")
Public().rank("x")
Public.of_class("x")
Inherited().above("x")
Inheriting().above("x")
WithSkips()._inner("x")
WithSkips().close("x")
WithSkips()("x")
ByName().get_answer("x")
EachMember().plain("x")
Listed().rank("x")
Listed().other("x")
