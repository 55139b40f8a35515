"""Models for chains: one tells a callback of its calls."""
from langchain_openai import ChatOpenAI
from mima_governance.integrations import MimaLangChainCallback

from desk.governance import mima

callback = MimaLangChainCallback(mima)
plain = ChatOpenAI(model="gpt-4o")
wired = ChatOpenAI(model="gpt-4o", callbacks=[callback])
configured = plain.with_config(callbacks=[callback])


def make():
    return ChatOpenAI(model="gpt-4o", callbacks=[callback])
