from zhipuai import ZhipuAI

client = ZhipuAI(api_key="from-the-vault")


def ask(prompt: str):
    client.files.create(file=open("a.jsonl", "rb"), purpose="batch")
    return client.chat.completions.create(model="glm-4-plus", messages=[])  #~ MIMA001 zhipuai.ZhipuAI.chat.completions.create model=glm-4-plus


def vector(text: str):
    return client.embeddings.create(model="embedding-3", input=text)  #~ MIMA001 zhipuai.ZhipuAI.embeddings.create model=embedding-3
