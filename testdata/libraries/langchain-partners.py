from langchain_openai import OpenAIDecisions
from langchain_anthropic import Anthropic, AnthropicLLM, ChatAnthropic
from langchain_core.messages import HumanMessage
from langchain_groq import ChatGroq
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from langchain_aws import BedrockRerank
from langchain_nvidia_ai_endpoints import NVIDIARerank

llm = ChatOpenAI(model="gpt-4o", temperature=0)


def ask(text: str):
    llm.get_num_tokens_from_messages([HumanMessage(text)])
    return llm.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke model=gpt-4o


def with_tools(text: str, tools: list):
    bound = llm.bind_tools(tools)
    for piece in bound.stream(text):  #~ MIMA001 langchain_openai.ChatOpenAI.stream model=gpt-4o
        yield piece


async def compare(text: str):
    first = await ChatAnthropic(model="claude-sonnet-4-0").ainvoke(text)  #~ MIMA001 langchain_anthropic.ChatAnthropic.ainvoke model=claude-sonnet-4-0
    return first, await ChatGroq(model="llama-3.1-8b-instant").ainvoke(text)  #~ MIMA001 langchain_groq.ChatGroq.ainvoke model=llama-3.1-8b-instant


def vector(text: str):
    return OpenAIEmbeddings(model="text-embedding-3-large").embed_query(text)  #~ MIMA001 langchain_openai.OpenAIEmbeddings.embed_query model=text-embedding-3-large


def complete(handle: AnthropicLLM):
    handle.describe()
    return handle.abatch()  #~ MIMA001 langchain_anthropic.AnthropicLLM.abatch


def before_1_0_complete(handle: Anthropic):
    handle.describe()
    return handle.abatch()  #~ MIMA001 langchain_anthropic.Anthropic.abatch


def ranked(handle: BedrockRerank):
    handle.describe()
    return handle.acompress_documents()  #~ MIMA001 langchain_aws.BedrockRerank.acompress_documents


def ranked_by_nvidia(query: str, documents: list):
    model = NVIDIARerank(model="nvidia/rerank-qa-mistral-4b")
    model.get_available_models()
    return model.compress_documents(documents, query)  #~ MIMA001 langchain_nvidia_ai_endpoints.NVIDIARerank.compress_documents model=nvidia/rerank-qa-mistral-4b


def decided(state: dict):
    return OpenAIDecisions(model="gpt-4o").invoke(state)  #~ MIMA001 langchain_openai.OpenAIDecisions.invoke model=gpt-4o


class Raw(ChatOpenAI):
    def ask(self):
        self.root_client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
