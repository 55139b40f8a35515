"""Names no library but in a text that a function of another file gets."""
from .by_name import load_library


def ask(text):
    load_library("langchain_openai").ChatOpenAI().invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
