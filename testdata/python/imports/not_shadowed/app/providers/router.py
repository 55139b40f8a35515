from openai import OpenAI

OpenAI().responses.create(model="m")  #~ MIMA001 openai.OpenAI.responses.create model=m
