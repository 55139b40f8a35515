from billing import ask
from utils import llm


def test_it():
    ask.client.messages.create(model="m")  #~ MIMA001 anthropic.Anthropic.messages.create model=m
    llm.client.messages.create(model="m")  #~ MIMA001 anthropic.Anthropic.messages.create model=m
