from together import Together, join


class Own:
    def create(self, text):
        return text


Together().chat.completions.create(model="m", messages=[join([])])  #~ MIMA001 together.Together.chat.completions.create model=m
