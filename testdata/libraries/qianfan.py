import qianfan
from qianfan import Completion
from qianfan import Reranker
from qianfan import Text2Image
from qianfan import Plugin, Qianfan

chat = qianfan.ChatCompletion()


def ask(prompt: str):
    names = chat.models()
    return names, chat.do(model="ERNIE-4.0-8K", messages=[{"role": "user", "content": prompt}])  #~ MIMA001 qianfan.ChatCompletion.do model=ERNIE-4.0-8K


async def vectors(texts: list[str]):
    return await qianfan.Embedding().ado(texts=texts)  #~ MIMA001 qianfan.Embedding.ado


def complete(handle: Completion):
    handle.describe()
    return handle.abatch_do()  #~ MIMA001 qianfan.Completion.abatch_do


def draw(handle: Text2Image):
    handle.describe()
    return handle.ado()  #~ MIMA001 qianfan.Text2Image.ado


def ranked(handle: Reranker):
    handle.describe()
    return handle.ado()  #~ MIMA001 qianfan.Reranker.ado


def later_clients(text: str):
    Plugin(endpoint="p-1").do(text)  #~ MIMA001 qianfan.Plugin.do
    client = Qianfan()
    client.describe()
    return client.chat.completions.create(model="ernie-4.0-turbo-8k", messages=[])  #~ MIMA001 qianfan.Qianfan.chat.completions.create model=ernie-4.0-turbo-8k
