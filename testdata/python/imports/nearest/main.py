"""`desk` is installed from the source directory below the one of that name."""
import desk
from desk import client

client.responses.create(model="m")  #~ MIMA001 openai.OpenAI.responses.create model=m
desk.client.responses.create(model="m")  #~ MIMA001 openai.OpenAI.responses.create model=m
