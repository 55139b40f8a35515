from openai import *

OpenAI().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
