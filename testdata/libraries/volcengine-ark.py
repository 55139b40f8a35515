from volcenginesdkarkruntime import Ark, AsyncArk

client = Ark(api_key="from-the-vault")


def ask(text: str):
    client.tokenization.create(model="doubao-1-5-pro-32k", text=[text])
    return client.chat.completions.create(model="doubao-1-5-pro-32k", messages=[])  #~ MIMA001 volcenginesdkarkruntime.Ark.chat.completions.create model=doubao-1-5-pro-32k


def others(text: str):
    client.bot_chat.completions.create(model="bot-1", messages=[])  #~ MIMA001 volcenginesdkarkruntime.Ark.bot_chat.completions.create model=bot-1
    client.responses.create(model="doubao-seed-1-6", input=text)  #~ MIMA001 volcenginesdkarkruntime.Ark.responses.create model=doubao-seed-1-6
    client.embeddings.create(model="doubao-embedding", input=[text])  #~ MIMA001 volcenginesdkarkruntime.Ark.embeddings.create model=doubao-embedding
    client.images.generate(model="doubao-seedream", prompt=text)  #~ MIMA001 volcenginesdkarkruntime.Ark.images.generate model=doubao-seedream
    task = client.content_generation.tasks.create(model="doubao-seedance", content=[])  #~ MIMA001 volcenginesdkarkruntime.Ark.content_generation.tasks.create model=doubao-seedance
    return client.content_generation.tasks.get(task_id=task.id)


async def later(text: str):
    async with AsyncArk() as ark:
        return await ark.chat.completions.create(model="doubao-lite", messages=[])  #~ MIMA001 volcenginesdkarkruntime.AsyncArk.chat.completions.create model=doubao-lite
