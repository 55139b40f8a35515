"""A marker above a method of an object of which nothing is known: it may have kept the function."""
import functools
import somelib
import somelib.tools
from django.db import transaction
from flask_caching import Cache
from loguru import logger
from mima_governance import MimaGovernance
from openai import OpenAI
from somelib import Registry, app, wrap

import click

client = OpenAI()
mima = MimaGovernance()
cache = Cache()
registry = Registry()


@mima.attest("x")
@app.command()
def of_an_imported_object(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@app.command()
@mima.attest("x")
def below_it(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@registry.register
def of_an_instance(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


def of_a_parameter(application):
    @mima.attest("x")
    @application.on("event")
    def handler(text):
        return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
@wrap("y")
def of_a_function(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@somelib.retry(times=3)
def of_a_module(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@somelib.tools.retry
def of_a_module_below(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@cache.memoize(60)
def known_to_wrap(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@logger.catch
def also_known_to_wrap(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@transaction.atomic
def a_function_of_an_imported_module(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@click.group()
def group():
    pass


@mima.attest("x")
@group.command()
def of_a_group(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@group.command()
@mima.attest("x")
def below_a_group(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


class Table:
    def __init__(self):
        self.entries = {}

    def entry(self, function):
        self.entries[function.__name__] = function
        return function

    def named(self, name):
        def keep(function):
            self.entries[name] = function
            return function

        return keep

    def counted(self, function):
        @functools.wraps(function)
        def wrapper(*args):
            return function(*args)

        return wrapper

    def routed(self, function):
        app.add_route(function)
        return function


table = Table()


@mima.attest("x")
@table.entry
def of_the_projects_table(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
@table.named("x")
def of_the_projects_table_by_name(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
@table.counted
def wrapped_by_the_project(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@table.routed
def handed_to_a_library(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


def asynchronous(function):
    async def wrapper(*args):
        return function(*args)

    return wrapper


@mima.attest("x")
@asynchronous
def made_a_coroutine(text):
    return client.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create


def streamed(function):
    def wrapper(*args):
        yield function(*args)

    return wrapper


@mima.attest("x")
@streamed
def made_a_generator(text):
    return client.responses.create(input=text)  #~ MIMA011 openai.OpenAI.responses.create
