import nomic
from nomic import embed

nomic.login("from-the-vault")


def vectors(texts: list[str]):
    return embed.text(texts=texts, model="nomic-embed-text-v1.5")  #~ MIMA001 nomic.embed.text model=nomic-embed-text-v1.5
