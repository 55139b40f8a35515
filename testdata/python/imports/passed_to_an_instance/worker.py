class Worker:
    def work(self, one):
        return one.moderations.create(input="x")  #~ MIMA001 openai.OpenAI.moderations.create confidence=medium
