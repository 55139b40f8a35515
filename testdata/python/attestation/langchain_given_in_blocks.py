"""A callback that is given to a model in a branch or in a loop is heard by what is called in the same block after it."""
from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

callback = MimaLangChainCallback(MimaGovernance(api_key="k", system_name="s"))


def in_a_branch(verbose):
    llm = ChatOpenAI(model="m")
    if verbose:
        llm.callbacks = [callback]
        llm.invoke("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    else:
        llm.invoke("y")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


def after_a_branch(verbose):
    llm = ChatOpenAI(model="m")
    if verbose:
        llm.callbacks = [callback]
    llm.invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


def in_a_loop():
    for name in ("a", "b"):
        llm = ChatOpenAI(model="m")
        llm.callbacks = [callback]
        llm.invoke(name)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback


def before_in_a_loop():
    llm = ChatOpenAI(model="m")
    for name in ("a", "b"):
        llm.invoke(name)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
        llm.callbacks = [callback]


def in_some_passes():
    for name in ("a", "b"):
        llm = ChatOpenAI(model="m")
        if name == "a":
            continue
        llm.callbacks = [callback]
        llm.invoke(name)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback


def in_a_handler():
    llm = ChatOpenAI(model="m")
    try:
        llm.callbacks = [callback]
        llm.invoke("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    except ValueError:
        llm.invoke("y")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


in_a_branch(True)
in_a_branch(False)
after_a_branch(False)
in_a_loop()
before_in_a_loop()
in_some_passes()
in_a_handler()
