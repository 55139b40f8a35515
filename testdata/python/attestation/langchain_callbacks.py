"""A callback attests the calls of the object that it is bound to, and of what is derived from that."""
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableConfig
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance()
callback = MimaLangChainCallback(mima)
prompt = ChatPromptTemplate.from_template("{x}")

plain = ChatOpenAI(model="gpt-4o")
wired = ChatOpenAI(model="gpt-4o", callbacks=[callback])
configured = plain.with_config(callbacks=[callback])
chain = prompt | plain
wired_chain = prompt | wired


def ask(text):
    plain.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    wired.invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback
    configured.invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback


def derived(text, tools):
    wired.bind_tools(tools).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    chain.invoke(text)  #~ MIMA001 langchain_core.runnables.RunnableSequence.invoke
    wired_chain.invoke(text)  #~ attested langchain_core.runnables.RunnableSequence.invoke by=mima_governance.integrations.MimaLangChainCallback


def at_the_call(text):
    chain.invoke(text, config={"callbacks": [callback]})  #~ attested langchain_core.runnables.RunnableSequence.invoke by=mima_governance.integrations.MimaLangChainCallback
    chain.invoke(text, RunnableConfig(callbacks=[callback]))  #~ attested langchain_core.runnables.RunnableSequence.invoke by=mima_governance.integrations.MimaLangChainCallback
    chain.invoke(text, config={"callbacks": []})  #~ MIMA001 langchain_core.runnables.RunnableSequence.invoke


class Service:
    def __init__(self):
        self.model = ChatOpenAI(callbacks=[callback])
        self.bare = ChatOpenAI()

    def ask(self, text):
        self.bare.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
        return self.model.invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback


def make():
    return ChatOpenAI(callbacks=[callback])


def sometimes(text, flag):
    made = make()
    made.invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    either = wired if flag else plain
    either.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


# No callback is told of embeddings.
OpenAIEmbeddings(callbacks=[callback]).embed_query("x")  #~ MIMA001 langchain_openai.OpenAIEmbeddings.embed_query
