from sentence_transformers import CrossEncoder, SentenceTransformer, SentenceTransformerTrainer
from sentence_transformers.SentenceTransformer import SentenceTransformer as Encoder
from sentence_transformers.cross_encoder.CrossEncoder import CrossEncoder as Ranker

model = SentenceTransformer("all-MiniLM-L6-v2")


def nearest(query: str, texts: list[str]):
    vectors = model.encode(texts, normalize_embeddings=True)  #~ MIMA001 sentence_transformers.SentenceTransformer.encode model=all-MiniLM-L6-v2
    return model.similarity(vectors[0], vectors)


def rank(query: str, texts: list[str]):
    size = model.get_sentence_embedding_dimension()
    return size, CrossEncoder("cross-encoder/ms-marco-MiniLM-L6-v2").predict([(query, text) for text in texts])  #~ MIMA001 sentence_transformers.CrossEncoder.predict model=cross-encoder/ms-marco-MiniLM-L6-v2


def tune(handle: SentenceTransformerTrainer):
    handle.describe()
    return handle.train()  #~ MIMA001 sentence_transformers.SentenceTransformerTrainer.train


def before_5_4(texts: list[str]):
    encoder = Encoder("all-MiniLM-L6-v2")
    encoder.tokenize(texts)
    encoder.fit([(texts, None)])  #~ MIMA001 sentence_transformers.SentenceTransformer.SentenceTransformer.fit model=all-MiniLM-L6-v2
    encoder.encode(texts)  #~ MIMA001 sentence_transformers.SentenceTransformer.SentenceTransformer.encode model=all-MiniLM-L6-v2
    return Ranker("cross-encoder/ms-marco-MiniLM-L6-v2").predict(texts)  #~ MIMA001 sentence_transformers.cross_encoder.CrossEncoder.CrossEncoder.predict model=cross-encoder/ms-marco-MiniLM-L6-v2
