# mima: ignore-file[MIMA001]
#~^ MIMA020
from openai import OpenAI

OpenAI().responses.create(input="x")  #~ suppressed MIMA001 openai.OpenAI.responses.create
