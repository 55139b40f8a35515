"""Decorators that register a function: a marker above them never runs, one below them does."""
import functools

import click
import typer
from celery import Celery, shared_task
from fastapi import APIRouter, FastAPI
from flask import Flask
from langchain_core.tools import tool
from mcp.server.fastmcp import FastMCP
from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance()
web = Flask(__name__)
api = FastAPI()
router = APIRouter(prefix="/v1")
queue = Celery("x")
cli = typer.Typer()
server = FastMCP("x")
TABLE = {}


@mima.attest("x")
@web.route("/above")
def flask_above(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@web.route("/below")
@mima.attest("x")
def flask_below(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@api.post("/above")
def fastapi_above(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@api.post("/below")
@mima.attest("x")
def fastapi_below(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@router.get("/above")
def router_above(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
@queue.task
def task_above(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@shared_task
@mima.attest("x")
def task_below(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@click.command()
@click.option("--text")
def command_above(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@cli.command()
@mima.attest("x")
def typer_below(text: str):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


@mima.attest("x")
@tool
def tool_above(text: str):
    """Asks."""
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
@server.tool()
def mcp_above(text: str):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
@functools.cache
def cache_below(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


def listed(function):
    TABLE[function.__name__] = function
    return function


@mima.attest("x")
@listed
def own_registry_above(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


@listed
@mima.attest("x")
def own_registry_below(text):
    return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest


class Service:
    @mima.attest("x")
    @staticmethod
    def above_static(text):
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest

    @mima.attest("x")
    @classmethod
    def above_class_method(cls, text):
        return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create

    @mima.attest("x")
    @property
    def above_property(self):
        return client.responses.create(input="x")  #~ MIMA010 openai.OpenAI.responses.create


def helper(text):
    # The route that calls it has no marker, and whoever calls the route is not seen.
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


@web.route("/plain")
def plain_route(text):
    return helper(text)


@mima.attest("x")
def unwrapped(text):
    return client.responses.create(input=text)  #~ MIMA010 openai.OpenAI.responses.create


def round_the_wrapper(text):
    return unwrapped.__wrapped__(text)
