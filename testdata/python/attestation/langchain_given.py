"""Callbacks that come to a call by a parameter, by another name, or by what a mapping is put together from: as it was run."""
from functools import partial

from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

callback = MimaLangChainCallback(MimaGovernance())
plain = ChatOpenAI(model="gpt-4o")
wired = ChatOpenAI(model="gpt-4o", callbacks=[callback])


def configured(text, config):
    return plain.invoke(text, config=config)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback


configured("x", {"callbacks": [callback]})
configured("y", config={"callbacks": [callback], "tags": ["y"]})


def sometimes(text, config=None):
    return plain.invoke(text, config=config)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


sometimes("x", {"callbacks": [callback]})
sometimes("y")


def by_two(text, config):
    return plain.invoke(text, config=config)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


by_two("x", {"callbacks": [callback]})
by_two("x", {"callbacks": []})

ask = partial(plain.invoke, config={"callbacks": [callback]})
ask("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback
ask("x", config={})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
ask("x", config={"callbacks": [callback]})  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback
first = partial(plain.invoke, "x", {"callbacks": [callback]})
first()  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback
without = partial(plain.invoke, stop=["."])
without("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

ask(**{"input": "x", "config": {}})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

other_name = wired.invoke
other_name("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback
plain_name = plain.invoke
plain_name("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
kept = partial(wired.invoke, stop=["."])
kept("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback

base = {"callbacks": [callback]}
plain.invoke("x", config=base | {"tags": ["x"]})  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback
plain.invoke("x", config=base | {"callbacks": None})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
plain.invoke("x", config={"callbacks": []} | base)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback

popped = {"callbacks": [callback]}
popped.pop("callbacks")
plain.invoke("x", config={**popped, "tags": ["x"]})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
plain.invoke("x", config=dict(popped, tags=["x"]))  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
plain.invoke("x", config=popped | {"tags": ["x"]})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
plain.invoke("x", config={**popped, "callbacks": [callback]})  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback

appended = {"callbacks": []}
appended["callbacks"].append(callback)
plain.invoke("x", config=appended)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback
of_another = {"callbacks": [], "more": []}
of_another["more"].append(callback)
plain.invoke("x", config=of_another)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

wired.model_copy(update={"temperature": 0}).invoke("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback
wired.model_copy(update={"callbacks": None}).invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
plain.model_copy(update={"callbacks": [callback]}).invoke("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback
copied = ChatOpenAI(model="gpt-4o", callbacks=[callback]).model_copy()
copied.invoke("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback
emptied = ChatOpenAI(model="gpt-4o", callbacks=[callback]).model_copy()
emptied.callbacks = None
emptied.invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
