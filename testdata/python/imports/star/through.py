from lib import *

# `lib` has no `__all__`: its public names come, and those are what its own stars brought.
client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
shown.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def given(value):
    return same(value)


given(client).responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
given("x").responses.create(input="x")
