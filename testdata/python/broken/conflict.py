"""Merge conflicts: what nobody has chosen from is in doubt, the rest of the file is not."""
from mima_governance import MimaGovernance
from openai import OpenAI

mima = MimaGovernance(api_key="k", system_name="s")
client = OpenAI()
<<<<<<< HEAD
#~^ MIMA030 and 3 other parts
model = "gpt-4o"
client.responses.create(input="a")  #~ MIMA001 openai.OpenAI.responses.create confidence=low
=======
model = "gpt-4.1"
client.responses.create(input="b")  #~ MIMA001 openai.OpenAI.responses.create confidence=low
>>>>>>> theirs
client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


<<<<<<< HEAD
def chosen(text):
||||||| base
def chosen():
=======
def chosen(text, more):
>>>>>>> theirs
    # Which of them this is the body of, nobody knows.
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=low


def inside(text):
    before = client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
<<<<<<< HEAD
    other = OpenAI()
=======
    other = OpenAI(timeout=3)
>>>>>>> theirs
    # The client came through the conflict.
    other.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=low
    return before


def after(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


<<<<<<< HEAD
@mima.attest(tool_name="attested")
=======
>>>>>>> theirs
def attested(text):
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=low doubt=could_not_be_parsed
