import typer
from openai import OpenAI

app = typer.Typer()


class State:
    def __init__(self):
        self.client = OpenAI()


@app.callback()
def main(ctx: typer.Context):
    ctx.obj = State()


@app.command()
def ask(ctx: typer.Context):
    ctx.obj.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    state: State = ctx.obj
    state.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    ctx.args.client.responses.create(input="x")
