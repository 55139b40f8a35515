"""The method of a client that is handed over to what calls it."""
from concurrent.futures import ThreadPoolExecutor

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance()
pool = ThreadPoolExecutor()


@mima.attest("x")
def in_threads(texts):
    return list(pool.map(client.responses.create, texts))  #~ MIMA010 openai.OpenAI.responses.create


@mima.attest("x")
def in_place(texts):
    return list(map(client.responses.create, texts))  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.attest
