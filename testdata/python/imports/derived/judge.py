"""A class that derives from one which holds a handle reaches into it, and its file imports nothing else."""
from base import Base


class Judge(Base):
    def ask(self, text):
        return self.client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create
