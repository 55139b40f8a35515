from writerai import AsyncWriter, Client, Writer

client = Writer()


def ask(prompt: str):
    names = client.models.list()
    return names, client.chat.chat(model="palmyra-x5", messages=[{"role": "user", "content": prompt}])  #~ MIMA001 writerai.Writer.chat.chat model=palmyra-x5


async def complete(prompt: str):
    return await AsyncWriter().completions.create(model="palmyra-x5", prompt=prompt)  #~ MIMA001 writerai.AsyncWriter.completions.create model=palmyra-x5


def run_agent(handle: Client):
    handle.applications.describe()
    return handle.applications.generate_content()  #~ MIMA001 writerai.Client.applications.generate_content


def draw(handle: Client):
    handle.vision.describe()
    return handle.vision.analyze()  #~ MIMA001 writerai.Client.vision.analyze
