from anthropic import Anthropic


class Deep:
    def __init__(self):
        self.llm = Anthropic()
