from langchain_openai import ChatOpenAI
from mima_governance.integrations import MimaLangChainCallback


def first():
    pass


def second():
    pass


def make():
    llm = ChatOpenAI()
    llm.callbacks = [MimaLangChainCallback()]
    return llm
