from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")
_governance = None


def governance():
    global _governance
    if _governance is None:
        _governance = MimaGovernance(api_key="k", system_name="s")
    return _governance


def ask(q):
    with governance().trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)


ask("x")
