import argparse

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


@mima.attest(tool_name="ask")
def ask(args):
    return client.responses.create(model="gpt-4o", input=args.q)


def build():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    command = commands.add_parser("ask")
    command.add_argument("q")
    command.set_defaults(run=ask)
    return parser


args = build().parse_args(["ask", "x"])
args.run(args)
