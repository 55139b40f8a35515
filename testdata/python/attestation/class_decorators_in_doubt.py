"""Decorators of a class of which nobody can tell which methods they put a marker around, or that let one go without it."""
import os

from mima_governance import MimaGovernance
from openai import OpenAI

client, mima = OpenAI(), MimaGovernance(api_key="k", system_name="s")
KEPT = []


def marked(function):
    function.is_marked = True
    return function


def if_marked(cls):
    for name, value in list(vars(cls).items()):
        if getattr(value, "is_marked", False):
            setattr(cls, name, mima.attest(tool_name=name)(value))
    return cls


@if_marked
class IfMarked:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


def if_enabled(cls):
    if os.environ.get("NOT_RECORDED", "yes"):
        return cls
    for name, value in list(vars(cls).items()):
        if callable(value) and not name.startswith("_"):
            setattr(cls, name, mima.attest(tool_name=name)(value))
    return cls


@if_enabled
class IfEnabled:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


def only_the_first(cls):
    for name, value in list(vars(cls).items()):
        if callable(value) and not name.startswith("_"):
            setattr(cls, name, mima.attest(tool_name=name)(value))
            break
    return cls


@only_the_first
class OnlyTheFirst:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~! MIMA001 openai.OpenAI.responses.create -- in which order members come is not followed

    def rank(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


def keeping(cls):
    for name, value in list(vars(cls).items()):
        if callable(value) and not name.startswith("_"):
            KEPT.append(value)
            setattr(cls, name, mima.attest(tool_name=name)(value))
    return cls


@keeping
class Kept:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


def registering(cls):
    KEPT.extend(value for value in vars(cls).values() if callable(value))
    return cls


def public(cls):
    for name, value in list(vars(cls).items()):
        if callable(value) and not name.startswith("_"):
            setattr(cls, name, mima.attest(tool_name=name)(value))
    return cls


@public
@registering
class Registered:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


def swallowing(cls):
    for name in ("missing", "ask"):
        try:
            value = getattr(cls, name)
            setattr(cls, name, mima.attest(tool_name=name)(value))
        except AttributeError:
            return cls
    return cls


@swallowing
class Swallowed:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


def of_a_copy(cls):
    class Copy(cls):
        pass

    for name, value in list(vars(cls).items()):
        if callable(value) and not name.startswith("_"):
            setattr(Copy, name, mima.attest(tool_name=name)(value))
    return cls


@of_a_copy
class OfACopy:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


def only_the_last(cls):
    for name, value in list(vars(cls).items())[-1:]:
        if callable(value):
            setattr(cls, name, mima.attest(tool_name=name)(value))
    return cls


@only_the_last
class OnlyTheLast:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create

    LAST = 1


def twice(cls):
    for name, value in list(vars(cls).items()):
        if callable(value) and not name.startswith("_"):
            setattr(cls, name, mima.attest(tool_name=name)(value))
            setattr(cls, name, value)
    return cls


@twice
class Twice:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


def undone(cls):
    for name, value in list(vars(cls).items()):
        if hasattr(value, "__wrapped__"):
            setattr(cls, name, value.__wrapped__)
    return cls


@undone
@public
class Undone:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


@public
class Aliased:
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create

    _ask = ask


class Keeper:
    def __init_subclass__(cls):
        KEPT.extend(value for value in vars(cls).values() if callable(value))


@public
class KeptAbove(Keeper):
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Begun(type):
    def __init__(cls, name, bases, members):
        super().__init__(name, bases, members)
        for key, value in list(members.items()):
            if callable(value) and not key.startswith("_"):
                members[key] = mima.attest(tool_name=key)(value)


class ChangedTooLate(metaclass=Begun):
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


OnlyTheLast().ask("x")
Twice().ask("x")
Undone().ask("x")
Aliased().ask("x")
Aliased()._ask("x")
KeptAbove().ask("x")
ChangedTooLate().ask("x")
IfMarked().ask("x")
IfEnabled().ask("x")
OnlyTheFirst().ask("x")
OnlyTheFirst().rank("x")
Kept().ask("x")
Registered().ask("x")
Swallowed().ask("x")
OfACopy().ask("x")
for kept in KEPT:
    kept(None, "x")
