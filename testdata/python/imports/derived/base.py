from openai import OpenAI


class Base:
    def __init__(self):
        self.client = OpenAI()

    def lazily(self):
        import litellm

        return litellm
