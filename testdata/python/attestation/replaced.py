"""Markers that somebody puts something else in the place of."""
from unittest import mock
from unittest.mock import patch

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance()


def production(text):
    with mima.trace("x"):
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


def the_method(text):
    with mock.patch.object(mima, "trace"):
        with mima.trace("x"):
            client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    with mima.trace("x"):
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


def in_one_statement(text):
    with patch.object(mima, "trace"), mima.trace("x"):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def by_its_path(text):
    with patch("replaced.mima"):
        with mima.trace("x"):
            client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


@patch("replaced.mima.trace")
def around_a_function(text):
    with mima.trace("x"):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


@patch.object(mima, "trace")
class AroundAClass:
    def ask(self, text):
        with mima.trace("x"):
            client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def several(text):
    with patch.multiple(mima, trace=mock.DEFAULT):
        with mima.trace("x"):
            client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def something_else(text):
    with patch.object(mima, "push"), patch("replaced.client"):
        with mima.trace("x"):
            client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


class Holder:
    def __init__(self):
        self.governance = MimaGovernance()

    def ask(self, text):
        with patch("replaced.Holder.governance"):
            with self.governance.trace("x"):
                client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
