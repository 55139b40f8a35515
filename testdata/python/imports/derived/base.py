from openai import OpenAI


class Base:
    def __init__(self):
        self.client = OpenAI()


class Lazy:
    def lazily(self):
        import litellm

        return litellm


class Late:
    def __init__(self):
        self.late = OpenAI()
