"""Callbacks of LangChain, which record the model that hears them."""

from langchain_core.tracers import LangChainTracer
from langchain_openai import ChatOpenAI
from opik.integrations.langchain import OpikTracer
from posthog.ai.langchain import CallbackHandler

model = ChatOpenAI(model="m")


def ask(text):
    model.invoke(text, config={"callbacks": [OpikTracer()]})  #~ attested x
    model.with_config(callbacks=[CallbackHandler()]).invoke(text)  #~ attested x
    model.invoke(text, config={"metadata": {"callback": OpikTracer()}})  #~ MIMA001 x
    ChatOpenAI(model="m", callbacks=[LangChainTracer()]).invoke(text)  #~ attested x
    return model.invoke(text)  #~ MIMA001 x
