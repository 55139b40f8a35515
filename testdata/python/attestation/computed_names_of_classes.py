"""What reads members by computed names reaches those of its own classes: other functions keep what their callers attest."""
from mima_governance import MimaGovernance
from openai import OpenAI

client, mima = OpenAI(), MimaGovernance(api_key="k", system_name="s")


def logged(cls):
    for name, value in list(vars(cls).items()):
        if callable(value):
            setattr(cls, name, value)
    return cls


@logged
class Unrelated:
    def add(self, one, other):
        return one + other


class Service:
    def _ask(self, text):
        return client.responses.create(model="m", input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    @mima.attest(tool_name="ask")
    def ask(self, text):
        return self._ask(text)


def called_by_name(cls):
    for name in dir(cls):
        if name.startswith("step_"):
            getattr(cls, name)(None)
    return cls


@called_by_name
class Steps:
    def step_one(self):
        return client.responses.create(model="m", input="x")  #~ MIMA001 openai.OpenAI.responses.create

    @mima.attest(tool_name="run")
    def run(self):
        return self.step_one()


class Base:
    def _work(self):
        return client.responses.create(model="m", input="x")  #~ MIMA001 openai.OpenAI.responses.create

    @mima.attest(tool_name="work")
    def work(self):
        return self._work()


class Chosen(Base):
    def choose(self, name):
        return getattr(self, name)()


class Plain:
    def work(self):
        return client.responses.create(model="m", input="x")  #~ MIMA001 openai.OpenAI.responses.create


def first_of(cls, text):
    return [value for name, value in vars(cls).items() if name == text][0]


@mima.attest(tool_name="plain")
def plain():
    return Plain().work()


Service().ask("x")
Steps().run()
Base().work()
Chosen().choose("_work")
plain()
first_of(Plain, "work")(Plain())
