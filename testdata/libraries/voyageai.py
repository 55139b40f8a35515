import voyageai

vo = voyageai.Client()


def index(texts: list[str]):
    if vo.count_tokens(texts, model="voyage-3") > 100000:
        return None
    return vo.embed(texts, model="voyage-3").embeddings  #~ MIMA001 voyageai.Client.embed model=voyage-3


async def best(query: str, documents: list[str]):
    client = voyageai.AsyncClient()
    return await client.rerank(query, documents, "rerank-2")  #~ MIMA001 voyageai.AsyncClient.rerank model=rerank-2


def functions(text: str):
    voyageai.describe()
    return voyageai.get_embedding(text, model="voyage-2")  #~ MIMA001 voyageai.get_embedding model=voyage-2
