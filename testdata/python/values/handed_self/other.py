class Board:
    def __init__(self, owner):
        self.owner = owner

    def ask(self, q):
        return self.owner.client.embeddings.create(model="m", input=q)  #~ MIMA001 openai.OpenAI.embeddings.create
