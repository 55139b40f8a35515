from . import OllamaEntry


class Entity:
    def __init__(self, entry: OllamaEntry):
        self.entry = entry

    async def go(self):
        client = self.entry.runtime_data
        return await client.chat(model="x")  #~ MIMA001 ollama.AsyncClient.chat model=x
