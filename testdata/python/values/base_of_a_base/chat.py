"""What a class passes up to its base is passed on from there."""
from template import Template


class Local(Template):
    def __init__(self, base_url=None, backend="auto", **kwargs):
        super().__init__(base_url=base_url, backend=backend, **kwargs)


class Chat(Local):
    def __init__(self, base_url="https://api.openai.com/v1/chat/completions", backend=None, **kwargs):
        super().__init__(base_url=base_url, backend=backend, **kwargs)
