import pkg.c
from openai import OpenAI

client = OpenAI()
# A module may import itself by its dotted name.
pkg.c.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
