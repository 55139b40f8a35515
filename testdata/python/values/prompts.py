"""What a prompt is piped into is a model, if nothing else is known of it."""
from abc import ABC

from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate, PromptTemplate
from langchain_core.runnables import RunnableParallel, RunnablePassthrough


def piped(llm, question):
    chain = PromptTemplate(template="{q}", input_variables=["q"]) | llm | StrOutputParser()
    return chain.invoke({"q": question})  #~ MIMA001 langchain_core.runnables.RunnableSequence.invoke confidence=low


async def by_method(llm, question):
    chain = ChatPromptTemplate.from_messages([("human", "{q}")]).pipe(llm)
    return await chain.ainvoke({"q": question})  #~ MIMA001 langchain_core.runnables.RunnableSequence.ainvoke confidence=low


def after_a_mapping(llm, retriever, question):
    prompt = ChatPromptTemplate.from_template("{context} {q}").partial(context="")
    chain = {"context": retriever, "q": RunnablePassthrough()} | prompt | llm.with_structured_output(dict)
    return chain.invoke(question)  #~ MIMA001 langchain_core.runnables.RunnableSequence.invoke confidence=low


def several(llm, questions):
    chains = {}
    for at, question in enumerate(questions):
        chains[f"q{at}"] = PromptTemplate.from_template(question) | llm
    return RunnableParallel(**chains).invoke({})  #~ MIMA001 langchain_core.runnables.RunnableParallel.invoke confidence=low


class Node(ABC):
    def __init__(self, config):
        self.llm = config["llm"]
        self.prompt = PromptTemplate.from_template("{q}")

    def run(self, question):
        return (self.prompt | self.llm).invoke({"q": question})  #~ MIMA001 langchain_core.runnables.RunnableSequence.invoke confidence=low


def no_model(question, text):
    prompt = PromptTemplate.from_template("{q}")
    prompt.invoke({"q": question})
    (prompt | StrOutputParser()).invoke({"q": question})
    (prompt | str.upper).invoke({"q": question})
    (prompt | (lambda value: value.to_string())).invoke({"q": question})
    (text | prompt).invoke({"q": question})
    (prompt + text).invoke({"q": question})
