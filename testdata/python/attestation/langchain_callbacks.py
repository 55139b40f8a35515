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

given_later = ChatOpenAI()
given_later.callbacks = [MimaLangChainCallback(mima)]
taken_away = ChatOpenAI(callbacks=[callback])
taken_away.callbacks = []
given_sometimes = ChatOpenAI()
if plain:
    given_sometimes.callbacks = [callback]
chain_of_it = prompt | given_later


def by_assignment(text):
    given_later.invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback
    chain_of_it.invoke(text)  #~ attested langchain_core.runnables.RunnableSequence.invoke by=mima_governance.integrations.MimaLangChainCallback
    taken_away.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    given_sometimes.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


def in_order(text):
    model = ChatOpenAI()
    model.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    model.callbacks = [callback]
    model.invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    model.callbacks = [callback, print]
    model.invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback


def one_of_two(text):
    first, second = bare(), bare()
    first.callbacks = [callback]
    first.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    second.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


def bare():
    return ChatOpenAI()


def either_of_two(text):
    first, second = ChatOpenAI(), ChatOpenAI()
    chosen = first if text else second
    chosen.callbacks = [callback]
    first.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


def one_of_many(text):
    models = []
    for _ in text:
        model = ChatOpenAI()
        models.append(model)
    model.callbacks = [callback]
    models[0].invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


class AssigningAmongOthers:
    def __init__(self):
        one_of_two("before")
        self.model = ChatOpenAI()
        self.model.callbacks = [callback]
        one_of_two("after")

    def ask(self, text):
        return self.model.invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback


class AskingAbove:
    def ask(self, text):
        return self.model.invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback

    def __init__(self):
        self.model = ChatOpenAI()
        self.model.callbacks = [callback]


class AssigningTooEarly:
    def __init__(self):
        self.model.callbacks = [callback]
        self.model = ChatOpenAI()

    def ask(self, text):
        return self.model.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


class Assigning:
    def __init__(self):
        self.model = ChatOpenAI()
        self.model.callbacks = [callback]

    def ask(self, text):
        return self.model.invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback


def in_lists(text):
    plain.invoke(text, config={"callbacks": [[[[[[[callback]]]]]]]})  #~ attested langchain_openai.ChatOpenAI.invoke
    plain.invoke(text, config={"callbacks": [[[[[[[[callback]]]]]]]]})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
