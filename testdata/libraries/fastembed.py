from fastembed import TextEmbedding
from fastembed.rerank.cross_encoder import TextCrossEncoder
from fastembed import ImageEmbedding, LateInteractionMultimodalEmbedding


class Index:
    def __init__(self):
        self.model = TextEmbedding("BAAI/bge-small-en-v1.5")
        self.supported = TextEmbedding.list_supported_models()

    def add(self, texts: list[str]):
        return list(self.model.embed(texts))  #~ MIMA001 fastembed.TextEmbedding.embed model=BAAI/bge-small-en-v1.5

    def best(self, query: str, texts: list[str]):
        reranker = TextCrossEncoder(model_name="Xenova/ms-marco-MiniLM-L-6-v2")
        return reranker.rerank(query, texts)  #~ MIMA001 fastembed.rerank.cross_encoder.TextCrossEncoder.rerank model=Xenova/ms-marco-MiniLM-L-6-v2


def pictures(paths: list[str], text: str):
    ImageEmbedding.list_supported_models()
    late = LateInteractionMultimodalEmbedding(model_name="Qdrant/colpali-v1.3-fp16")
    late.embed_text(text)  #~ MIMA001 fastembed.LateInteractionMultimodalEmbedding.embed_text model=Qdrant/colpali-v1.3-fp16
    return ImageEmbedding("Qdrant/clip-ViT-B-32-vision").embed(paths)  #~ MIMA001 fastembed.ImageEmbedding.embed model=Qdrant/clip-ViT-B-32-vision
