from openai import OpenAI
from sentence_transformers import SentenceTransformer

from app.retrieval.utils import Search, embed


def search(text):
    embed(SentenceTransformer("all-minilm"), text)
    return Search(OpenAI()).ask(text)
