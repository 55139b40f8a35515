"""Drafts an answer with what the handbook says."""

from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI

prompt = ChatPromptTemplate.from_messages([("system", "Answer from the handbook:\n{handbook}"), ("human", "{ticket}")])


def build_chain(temperature: float = 0.0):
    return prompt | ChatOpenAI(model="gpt-4o", temperature=temperature) | StrOutputParser()


class Drafter:
    def __init__(self):
        self.chain = build_chain()

    def draft(self, ticket: str, handbook: str) -> str:
        return self.chain.invoke({"ticket": ticket, "handbook": handbook})
