from llama_index.core.extractors import TitleExtractor
from llama_index.core.response_synthesizers import BaseSynthesizer
from llama_index.core.retrievers import VectorIndexRetriever
from llama_index.core import Settings, SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.extractors import TitleExtractor
from llama_index.core.response_synthesizers import BaseSynthesizer
from llama_index.core.retrievers import VectorIndexRetriever
from llama_index.core.agent.workflow import FunctionAgent
from llama_index.core.llms import ChatMessage
from llama_index.embeddings.openai import OpenAIEmbedding
from llama_index.llms.openai import OpenAI
from llama_index import GPTListIndex
from llama_index.core.agent import AgentRunner
from llama_index.llms import Anthropic
from llama_index.llms.anthropic import Anthropic as AnthropicLlm
from llama_index.core import get_response_synthesizer, load_index_from_storage
from llama_index.core.chat_engine import SimpleChatEngine
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.node_parser import SemanticSplitterNodeParser, SentenceSplitter
from llama_index.core.program import LLMTextCompletionProgram

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


def retrieved(index: VectorStoreIndex, question: str):
    return index.as_retriever().retrieve(question)  #~ MIMA001 llama_index.core.retrievers.VectorIndexRetriever.retrieve


def stored(context, question: str):
    index = load_index_from_storage(context)
    return index.as_query_engine().query(question)  #~ MIMA001 llama_index.core.base.base_query_engine.BaseQueryEngine.query


def engines(question: str, nodes: list):
    engine = SimpleChatEngine.from_defaults()
    engine.reset()
    engine.chat(question)  #~ MIMA001 llama_index.core.chat_engine.SimpleChatEngine.chat
    return get_response_synthesizer().synthesize(question, nodes)  #~ MIMA001 llama_index.core.response_synthesizers.BaseSynthesizer.synthesize


def program(text: str):
    extract = LLMTextCompletionProgram.from_defaults(output_cls=dict, prompt_template_str="{text}")
    for part in extract.stream_call(text=text):  #~ MIMA001 llama_index.core.program.LLMTextCompletionProgram.stream_call
        print(part)
    return extract(text=text)  #~ MIMA001 llama_index.core.program.LLMTextCompletionProgram


def ingest(documents: list):
    IngestionPipeline(transformations=[SentenceSplitter()]).run(documents=documents)
    return IngestionPipeline(transformations=[SentenceSplitter(), OpenAIEmbedding()]).run(documents=documents)  #~ MIMA001 llama_index.core.ingestion.IngestionPipeline.run


class Summary(BaseSynthesizer):
    def get_response(self, query, chunks):
        return self._llm.predict(query)  #~ MIMA001 llama_index.core.llms.LLM.predict


class Titles(TitleExtractor):
    def title(self):
        return self.llm.complete("x")  #~ MIMA001 llama_index.core.llms.LLM.complete


class Vectors(VectorIndexRetriever):
    def embed(self):
        return self._embed_model.get_text_embedding("x")  #~ MIMA001 llama_index.core.embeddings.BaseEmbedding.get_text_embedding


class Splitter(SemanticSplitterNodeParser):
    def vectors(self, texts):
        return self.embed_model.get_text_embedding_batch(texts)  #~ MIMA001 llama_index.core.embeddings.BaseEmbedding.get_text_embedding_batch


class Claude(AnthropicLlm):
    def count(self, text):
        return self._client.messages.create(model="claude-sonnet-4-5", max_tokens=9, messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create model=claude-sonnet-4-5
