"""A merge conflict."""
from openai import OpenAI

client = OpenAI()
<<<<<<< HEAD
#~^ MIMA030
model = "gpt-4o"
=======
model = "gpt-4.1"
>>>>>>> theirs
client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=low
