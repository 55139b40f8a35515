import qianfan

chat = qianfan.ChatCompletion()


def ask(prompt: str):
    names = chat.models()
    return names, chat.do(model="ERNIE-4.0-8K", messages=[{"role": "user", "content": prompt}])  #~ MIMA001 qianfan.ChatCompletion.do model=ERNIE-4.0-8K


async def vectors(texts: list[str]):
    return await qianfan.Embedding().ado(texts=texts)  #~ MIMA001 qianfan.Embedding.ado
