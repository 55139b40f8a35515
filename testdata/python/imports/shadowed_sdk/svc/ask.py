from mima_governance import MimaGovernance
from openai import OpenAI

mima = MimaGovernance()


@mima.attest(tool_name="ask")
def ask():
    return OpenAI().responses.create(model="m")  #~ MIMA001 openai.OpenAI.responses.create model=m


def plain():
    return OpenAI().responses.create(model="m")  #~ MIMA001 openai.OpenAI.responses.create model=m
