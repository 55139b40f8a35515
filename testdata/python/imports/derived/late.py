from base import Late


class Later(Late):
    def ask(self, text):
        return self.late.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create
