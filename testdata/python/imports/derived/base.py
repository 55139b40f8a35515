from openai import OpenAI


class Base:
    def __init__(self):
        self.client = OpenAI()


class Lazy:
    def lazily(self):
        import litellm

        return litellm
