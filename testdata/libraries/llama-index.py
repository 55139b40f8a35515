from llama_index.core import Settings, SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.agent.workflow import FunctionAgent
from llama_index.core.llms import ChatMessage
from llama_index.embeddings.openai import OpenAIEmbedding
from llama_index.llms.openai import OpenAI
from llama_index import GPTListIndex
from llama_index.core.agent import AgentRunner
from llama_index.llms import Anthropic

Settings.llm = OpenAI(model="gpt-4o-mini")


def build(folder: str):
    documents = SimpleDirectoryReader(folder).load_data()
    return VectorStoreIndex.from_documents(documents)  #~ MIMA001 llama_index.core.VectorStoreIndex.from_documents


def ask(index: VectorStoreIndex, question: str):
    engine = index.as_query_engine(similarity_top_k=3)
    return engine.query(question)  #~ MIMA001 llama_index.core.base.base_query_engine.BaseQueryEngine.query


def direct(question: str):
    llm = OpenAI(model="gpt-4o")
    return llm.chat([ChatMessage(role="user", content=question)])  #~ MIMA001 llama_index.llms.openai.OpenAI.chat model=gpt-4o


def vector(text: str):
    return OpenAIEmbedding(model="text-embedding-3-small").get_text_embedding(text)  #~ MIMA001 llama_index.embeddings.openai.OpenAIEmbedding.get_text_embedding model=text-embedding-3-small


async def agent(question: str):
    worker = FunctionAgent(tools=[], llm=OpenAI(model="gpt-4o"))
    return await worker.run(question)  #~ MIMA001 llama_index.core.agent.workflow.FunctionAgent.run


def before_0_13_run_agent(handle: AgentRunner):
    handle.describe()
    return handle.achat()  #~ MIMA001 llama_index.core.agent.AgentRunner.achat


def before_0_6_talk(handle: GPTListIndex):
    handle.describe()
    return handle.query()  #~ MIMA001 llama_index.GPTListIndex.query


def complete(handle: Anthropic):
    handle.describe()
    return handle.acomplete()  #~ MIMA001 llama_index.llms.Anthropic.acomplete
