"""No directory here is a package but that of the provider; the path to it starts at the top."""
from openai import OpenAI

OpenAI().responses.create(model="m", input="x")  #~ MIMA001 openai.OpenAI.responses.create
