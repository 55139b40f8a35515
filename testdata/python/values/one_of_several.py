"""A client that is one of several by branch."""

from langchain_anthropic import ChatAnthropic
from langchain_openai import ChatOpenAI
from langchain_ollama import ChatOllama
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback
from openai import OpenAI


def of_two(kind, text):
    llm = ChatOpenAI() if kind else ChatAnthropic()
    return llm.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke others=langchain_anthropic.ChatAnthropic.invoke


def of_three(kind, text):
    if kind == "a":
        llm = ChatOpenAI()
    elif kind == "b":
        llm = ChatAnthropic()
    else:
        llm = ChatOllama()
    return llm.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke others=langchain_anthropic.ChatAnthropic.invoke|langchain_ollama.ChatOllama.invoke


MODELS = {"a": ChatOpenAI, "b": ChatAnthropic}


def by_table(kind, text):
    return MODELS[kind]().invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke others=langchain_anthropic.ChatAnthropic.invoke


def same_one(kind, text):
    client = OpenAI() if kind else OpenAI(base_url="x")
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def either_provider(kind, text):
    client = OpenAI(base_url="https://api.groq.com/openai/v1") if kind else OpenAI()
    return client.chat.completions.create(messages=text)  #~ MIMA001 openai.OpenAI.chat.completions.create providers=groq


callback = MimaLangChainCallback(MimaGovernance())


def attested_both(kind, text):
    llm = ChatOpenAI(callbacks=[callback]) if kind else ChatAnthropic(callbacks=[callback])
    return llm.invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback


def attested_one(kind, text):
    llm = ChatOpenAI(callbacks=[callback]) if kind else ChatAnthropic()
    return llm.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke others=langchain_anthropic.ChatAnthropic.invoke
