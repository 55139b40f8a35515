"""What a library's own classes hold is there in classes of the project that derive from them."""
from haystack.components.generators.chat import OpenAIChatGenerator
from langchain_openai import ChatOpenAI
from llama_index.core.postprocessor import LLMRerank
from llama_index.core.response_synthesizers import BaseSynthesizer
from llama_index.core.retrievers import BaseRetriever, VectorIndexRetriever
from pydantic_ai.models.wrapper import WrapperModel
from smolagents import MultiStepAgent


class Summary(BaseSynthesizer):
    def get_response(self, query_str, text_chunks, **kwargs):
        self._llm.predict(query_str)  #~ MIMA001 llama_index.core.llms.LLM.predict
        self._prompt.predict(query_str)


class Rerank(LLMRerank):
    def rank(self):
        self.llm.complete("x")  #~ MIMA001 llama_index.core.llms.LLM.complete


class Vectors(VectorIndexRetriever):
    def embed(self):
        self._embed_model.get_text_embedding("x")  #~ MIMA001 llama_index.core.embeddings.BaseEmbedding.get_text_embedding


class Words(BaseRetriever):
    def embed(self):
        # A retriever in general has no model.
        self._embed_model.get_text_embedding("x")


class Stepping(MultiStepAgent):
    def think(self, messages):
        self.model.generate(messages)  #~ MIMA001 smolagents.Model.generate


class Chat(ChatOpenAI):
    def raw(self):
        self.root_client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class Generator(OpenAIChatGenerator):
    def raw(self):
        self.client.chat.completions.create(messages=[])  #~ MIMA001 openai.OpenAI.chat.completions.create


class Own(BaseSynthesizer):
    def __init__(self):
        self._llm = object()

    def get_response(self):
        # The project's own attribute is what is stored there.
        self._llm.predict("x")


class Wrapping(WrapperModel):
    async def request(self, messages, settings, parameters):
        return await self.wrapped.request(messages, settings, parameters)  #~ MIMA001 pydantic_ai.models.Model.request
