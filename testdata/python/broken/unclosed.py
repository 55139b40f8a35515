"""The file ends in the middle of a call."""
from openai import OpenAI

client = OpenAI()
client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create 
values = [1, 2,  #~ MIMA030
