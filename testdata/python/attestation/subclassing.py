"""What puts a marker around the methods of every class that derives from it, or that it makes."""
from mima_governance import AsyncMimaGovernance, MimaGovernance
from openai import AsyncOpenAI, OpenAI

client, mima = OpenAI(), MimaGovernance(api_key="k", system_name="s")
aclient, amima = AsyncOpenAI(), AsyncMimaGovernance(api_key="k", system_name="s")


class Governed:
    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        for name, value in list(cls.__dict__.items()):
            if callable(value) and not name.startswith("_"):
                setattr(cls, name, mima.attest(tool_name=name)(value))

    def own(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Desk(Governed):
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    async def ask_later(self, text):
        return await aclient.responses.create(model="m", input=text)  #~ MIMA011 openai.AsyncOpenAI.responses.create

    def _quiet(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Night(Desk):
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


class Made(type):
    def __new__(mcs, name, bases, members):
        for key, value in list(members.items()):
            if callable(value) and not key.startswith("_"):
                members[key] = mima.attest(tool_name=key)(value)
        return super().__new__(mcs, name, bases, members)


class Shop(metaclass=Made):
    def sell(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    def _buy(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Begun(type):
    def __init__(cls, name, bases, members):
        super().__init__(name, bases, members)
        for key, value in members.items():
            if callable(value) and not key.startswith("__"):
                setattr(cls, key, mima.attest(tool_name=key)(value))


class Store(metaclass=Begun):
    def sell(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    def _buy(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


class Corner(Store):
    def sell(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


class Loose:
    def __init_subclass__(cls, recorded=False, **options):
        super().__init_subclass__(**options)
        if not recorded:
            return
        for name, value in list(vars(cls).items()):
            if callable(value) and not name.startswith("_"):
                setattr(cls, name, mima.attest(tool_name=name)(value))


class Unrecorded(Loose):
    def ask(self, text):
        return client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create


Desk().own("x")
Desk().ask("x")
Desk()._quiet("x")
Night().ask("x")
Shop().sell("x")
Shop()._buy("x")
Store().sell("x")
Store()._buy("x")
Corner().sell("x")
Unrecorded().ask("x")
