from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def ask(q, gov: MimaGovernance):
    with gov.trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)


def main():
    gov = MimaGovernance(api_key="k", system_name="s")
    ask("x", gov)
    ask("y", gov=mima)


main()
