def ask(pipe, text):
    return pipe(text, max_new_tokens=9)  #~ MIMA001 transformers.Pipeline confidence=medium


class Service:
    def __init__(self, model):
        self.model = model

    def go(self, text):
        return use(self.model, text)


def use(fn, text):
    return fn(text)  #~ MIMA001 transformers.Pipeline confidence=medium


def free(fn, text):
    return fn(text)
