"""What is read by a name that only the running program knows may be called by anybody."""
from mima_governance import MimaGovernance
from openai import OpenAI

import computed_names

client = OpenAI()
mima = MimaGovernance()


class Steps:
    def first(self, text):
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


class Others:
    def first(self, text):
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
def run(text):
    Steps().first(text)
    return Others().first(text)


def run_by_name(name, text):
    return getattr(Steps(), name)(text)


def step(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


@mima.attest("x")
def run_step(text):
    return step(text)


def run_step_by_name(name, text):
    return getattr(computed_names, name)(text)
