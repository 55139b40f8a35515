"""A marker that something is given, gives, holds or stands for: only what enters it, or is told of the call, attests."""
import contextlib, copy, functools, itertools, operator, typing
from contextlib import ExitStack, closing, nullcontext, suppress
from types import SimpleNamespace

from langchain_core.runnables import RunnableConfig
from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="s")
handler = MimaLangChainCallback(mima)


class Keeps:
    def __init__(self, manager):
        self.manager = manager

    def __enter__(self):
        return self.manager

    def __exit__(self, *_):
        return None


class Closable:
    def __init__(self, manager):
        self.manager = manager

    def close(self):
        return None


def given(manager):
    return nullcontext(manager)


@contextlib.contextmanager
def gives(manager):
    yield manager


# --- what is entered gives the marker, or holds it, and does not enter it --------------------------------------


def in_blocks(text):
    with nullcontext(mima.trace("x")):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    with contextlib.nullcontext(enter_result=mima.trace("x")):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    with suppress(AttributeError), closing(mima.trace("x")):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    with closing(Closable(mima.trace("x"))):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    with given(mima.trace("x")):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    with gives(mima.trace("x")):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    with Keeps(mima.trace("x")):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    with nullcontext(nullcontext(mima.trace("x"))):
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    with ExitStack() as stack:
        stack.enter_context(nullcontext(mima.trace("x")))
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    manager = closing(Closable(mima.trace("x")))
    with manager:
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def in_blocks_that_enter_it(text):
    with nullcontext(mima.trace("x")) as inner, inner:
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
    with gives(mima.trace("x")) as inner:
        with inner:
            client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
    with [mima.trace("x")][0]:
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
    with {"a": mima.trace("x")}["a"]:
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
    with functools.partial(mima.trace, "x")():
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace


# --- what a callback is given to ---------------------------------------------------------------------------------


def in_lists(text):
    ChatOpenAI(callbacks=[handler]).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    ChatOpenAI(callbacks=[print, handler]).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    ChatOpenAI(callbacks=[*[handler]]).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    ChatOpenAI(callbacks=[id(handler)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[str(handler)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[repr(handler)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[type(handler)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[vars(handler)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[hash(handler)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[bool(handler)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[MimaLangChainCallback]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[f"{handler}"]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[lambda: handler]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[functools.partial(print, handler)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[Keeps(handler)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[SimpleNamespace(handler=handler)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[nullcontext(handler)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[{"handler": handler}]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[operator.attrgetter("handler")]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(tags=[handler]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(metadata={"callbacks": [handler]}).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


def in_settings(text):
    ChatOpenAI().invoke(text, config={"callbacks": [handler]})  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    ChatOpenAI().invoke(text, {"callbacks": [handler]})  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    ChatOpenAI().invoke(text, config=RunnableConfig(callbacks=[handler]))  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    ChatOpenAI().invoke(text, config=dict(callbacks=[handler]))  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    ChatOpenAI().invoke(text, config={"metadata": {"h": handler}})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI().invoke(text, config={"callbacks": [], "x": handler})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI().invoke(text, config={"metadata": {"callbacks": [handler]}})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI().invoke(text, config={"tags": [handler]})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI().invoke(text, config=RunnableConfig(tags=[handler]))  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI().invoke(text, config={**{"callbacks": [handler]}, "callbacks": []})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI().invoke(text, config=[handler])  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


in_blocks("x")
in_blocks_that_enter_it("x")
in_lists("x")
in_settings("x")
