def embed(model, text):
    return model.encode(text)  #~ MIMA001 sentence_transformers.SentenceTransformer.encode confidence=medium


class Search:
    def __init__(self, client):
        self.client = client

    def ask(self, text):
        return self.client.responses.create(model="gpt-4o", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o confidence=medium
