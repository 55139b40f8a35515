"""The command line."""
import click

from desk.clients import openai_client
from desk.governance import mima


@click.command()
@mima.attest(tool_name="ask")
def ask(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


@mima.attest(tool_name="tell")
@click.command()
def tell(text):
    return openai_client().responses.create(model="gpt-4o", input=text)
