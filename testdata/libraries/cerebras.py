from cerebras.cloud.sdk import AsyncCerebras, Cerebras

client = Cerebras()


def ask(prompt: str):
    names = client.models.list()
    return names, client.chat.completions.create(model="llama3.1-8b", messages=[])  #~ MIMA001 cerebras.cloud.sdk.Cerebras.chat.completions.create model=llama3.1-8b


async def complete(prompt: str):
    return await AsyncCerebras().completions.create(model="llama3.1-8b", prompt=prompt)  #~ MIMA001 cerebras.cloud.sdk.AsyncCerebras.completions.create model=llama3.1-8b
