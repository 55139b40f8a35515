from writerai import AsyncWriter, Writer

client = Writer()


def ask(prompt: str):
    names = client.models.list()
    return names, client.chat.chat(model="palmyra-x5", messages=[{"role": "user", "content": prompt}])  #~ MIMA001 writerai.Writer.chat.chat model=palmyra-x5


async def complete(prompt: str):
    return await AsyncWriter().completions.create(model="palmyra-x5", prompt=prompt)  #~ MIMA001 writerai.AsyncWriter.completions.create model=palmyra-x5
