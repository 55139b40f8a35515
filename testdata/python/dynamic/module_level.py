import importlib
import os

NAME = "openai"
library = importlib.import_module(NAME)
library.OpenAI().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
getattr(library, os.environ["KIND"])().responses.create(input="x")  #~ MIMA003 openai.….responses.create
