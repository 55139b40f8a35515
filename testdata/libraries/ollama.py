import ollama
from ollama import AsyncClient, Client

client = Client(host="http://gpu:11434")


def prepare():
    ollama.pull("llama3.2")
    return [model.model for model in ollama.list().models]


def ask(prompt: str):
    client.show("llama3.2")
    here = ollama.chat(model="llama3.2", messages=[{"role": "user", "content": prompt}])  #~ MIMA001 ollama.chat model=llama3.2
    there = client.generate("llama3.2", prompt)  #~ MIMA001 ollama.Client.generate model=llama3.2
    return here.message.content, there.response


async def vectors(texts: list[str]):
    return await AsyncClient().embed(model="nomic-embed-text", input=texts)  #~ MIMA001 ollama.AsyncClient.embed model=nomic-embed-text
