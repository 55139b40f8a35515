"""A comment for the whole file stands at the top level, anywhere."""
from openai import OpenAI

OpenAI().responses.create(input="x")  #~ suppressed MIMA001 openai.OpenAI.responses.create

# mima: ignore-file[MIMA001] generated examples
