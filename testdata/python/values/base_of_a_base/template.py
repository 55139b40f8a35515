import requests


class Template:
    def __init__(self, model, base_url=None, **kwargs):
        self.base_url = base_url

    def call(self, messages):
        return requests.post(self.base_url, json={"messages": messages})  #~ MIMA002 requests.post confidence=medium
