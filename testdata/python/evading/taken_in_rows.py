"""Getters of several things, getters that are handed on, and functions that are applied one after the other."""
import functools
import itertools
import operator
import sched
import threading
from multiprocessing.pool import ThreadPool

from openai import OpenAI

client = OpenAI()
compose = lambda *functions: functools.reduce(lambda f, g: lambda x: g(f(x)), functions)


def several():
    responses, base = operator.attrgetter("responses", "base_url")(client)
    responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    first, _ = operator.itemgetter(0, 1)([client, 1])
    first.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    getattr(*[client, "responses"]).create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


def handed_on():
    list(map(operator.attrgetter("responses"), [client]))[0].create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    list(map(operator.methodcaller("create", model="a"), [client.responses]))  #~ MIMA001 openai.OpenAI.responses.create
    list(map(getattr, [client], ["responses"]))[0].create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    list(map(operator.methodcaller("list"), [client.models]))
    sorted(["a"], key=client.responses.create)  #~ MIMA001 openai.OpenAI.responses.create
    sorted(["a"], key=client.models.list)
    functools.partial(client.responses.create, model="a").__call__()  #~ MIMA001 openai.OpenAI.responses.create model=a


def of_its_class():
    getattr(client.responses.__class__, "create")(client.responses, model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    vars(client.responses.__class__)["create"](client.responses, model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    type(client.responses).create.__get__(client.responses)(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


def ask(given):
    given.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium model=a


def first(given):
    given.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium model=a


def with_arguments():
    threading.Timer(0, ask, [client]).start()
    ThreadPool(1, first, (client,))


def applied(options):
    compose(lambda c: c.responses, lambda r: r.create)(client)(model="a")  #~ MIMA003 is given to code
    compose(lambda c: c.responses, lambda r: r.create(model="a"))(client)  #~ MIMA003 create
    functools.reduce(lambda a, name: getattr(a, name), ["responses", "create"], client)(model="a")  #~ MIMA003 is given to code
    compose(lambda c: c.models, lambda m: m.list)(client)(limit=1)
    functools.reduce(lambda a, b: a + b, [1, 2], 0)
    compose(dict, lambda r: r.create(name="a"))(options)


def missed():
    list(itertools.starmap(lambda c, model: c.responses.create(model=model), [(client, "a")]))  #~? MIMA001 openai.OpenAI.responses.create -- which element of a row a parameter is, where a function gets rows
    row = [1]
    row[0:1] = [client]
    row[0].responses.create(model="a")  #~? MIMA001 openai.OpenAI.responses.create -- what is put in the place of a slice
