"""Callbacks of LangChain, which record the model that hears them."""

from langchain_core.tracers import LangChainTracer
from langchain_openai import ChatOpenAI
from opik.integrations.langchain import OpikTracer
from posthog.ai.langchain import CallbackHandler

model = ChatOpenAI(model="m")


def ask(text):
    model.invoke(text, config={"callbacks": [OpikTracer()]})  #~ attested langchain_openai.ChatOpenAI.invoke
    model.with_config(callbacks=[CallbackHandler()]).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke
    model.invoke(text, config={"metadata": {"callback": OpikTracer()}})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(model="m", callbacks=[LangChainTracer()]).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke model=m
    return model.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
