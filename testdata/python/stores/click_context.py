import click
from anthropic import Anthropic
from openai import OpenAI


@click.group()
@click.pass_context
def cli(ctx):
    ctx.ensure_object(dict)
    ctx.obj["client"] = OpenAI()
    ctx.obj["other"] = Anthropic()
    ctx.obj["name"] = "x"


@cli.command()
@click.pass_context
def ask(ctx):
    ctx.obj["client"].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    ctx.obj.get("other").messages.create(messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create
    # Another key.
    ctx.obj["other"].responses.create(input="x")
    ctx.obj["name"].responses.create(input="x")


@cli.command()
@click.pass_obj
def by_object(obj):
    obj["client"].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    obj["other"].responses.create(input="x")


@cli.command()
def current():
    click.get_current_context().obj["client"].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class Config:
    def __init__(self):
        self.client = OpenAI()


pass_config = click.make_pass_decorator(Config)


@click.group()
@click.pass_context
def configured(ctx):
    ctx.obj = Config()


@configured.command()
@pass_config
def by_config(config):
    config.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def unrelated(ctx):
    # No context of a command.
    ctx.obj["client"].responses.create(input="x")  #~ MIMA003 responses.create
