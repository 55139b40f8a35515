from langchain_community.chat_models import ChatOllama, FakeListChatModel
from langchain_community.document_loaders import PyPDFLoader
from langchain_community.embeddings import HuggingFaceEmbeddings
from langchain_community.llms import Ollama


def ask(question: str):
    pages = PyPDFLoader("contract.pdf").load()
    llm = Ollama(model="mistral")
    return pages, llm.invoke(question)  #~ MIMA001 langchain_community.llms.Ollama.invoke model=mistral


def chat(question: str):
    return ChatOllama(model="llama3").invoke(question)  #~ MIMA001 langchain_community.chat_models.ChatOllama.invoke model=llama3


def pretend(question: str):
    return FakeListChatModel(responses=["yes"]).invoke(question)


def vectors(texts: list[str]):
    return HuggingFaceEmbeddings(model_name="BAAI/bge-small-en").embed_documents(texts)  #~ MIMA001 langchain_community.embeddings.HuggingFaceEmbeddings.embed_documents model=BAAI/bge-small-en
