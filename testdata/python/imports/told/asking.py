"""Nothing here imports a library by a statement."""
from loading import require


class Embedder:
    def load(self, wait=True):
        ollama = require("ollama", hint="pip install ollama")
        if wait:
            return self._build(ollama.Client)
        return self._build(ollama.AsyncClient)

    def _build(self, cls):
        return cls(host="localhost")

    def embed(self, text):
        model = self.load()
        return model.embed(model="m", input=text)  #~ MIMA001 ollama.Client.embed
