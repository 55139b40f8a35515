"""A marker around the method of one object attests that object, and not the method of every object of the class."""
from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="s")


class Desk:
    def ask(self, text):
        return client.responses.create(input=text)  #~ MIMA012 openai.OpenAI.responses.create


def open_day():
    desk = Desk()
    desk.ask = mima.attest(tool_name="ask")(desk.ask)
    return desk


class Evening(Desk):
    pass


open_day().ask("x")
Evening().ask("x")


class Shelf:
    def find(self, text):
        return client.responses.create(input=text)  #~ MIMA012 openai.OpenAI.responses.create


shelf = Shelf()
shelf.find = mima.attest(tool_name="find")(shelf.find)
shelf.find("x")
other = Shelf()
Shelf.find(other, "x")


# Every object wraps its own.
class Counter:
    def __init__(self):
        self.count = mima.attest(tool_name="count")(self._count)

    def _count(self, text):
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


Counter().count("x")


# Who calls the method of other objects is not seen.
class Drawer:
    def open(self, text):
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def first_drawer():
    drawer = Drawer()
    drawer.open = mima.attest(tool_name="open")(drawer.open)
    return drawer


# The class has it for all of them.
class Ledger:
    def write(self, text):
        return client.responses.create(input=text)  #~! MIMA012 openai.OpenAI.responses.create -- an assignment to the class takes the place of what it defines


Ledger.write = mima.attest(tool_name="write")(Ledger.write)
Ledger().write("x")
