from django.apps import AppConfig
from openai import OpenAI


class ChatConfig(AppConfig):
    name = "site.chat"

    def ready(self):
        self.llm = OpenAI()


class OtherConfig(AppConfig):
    name = "site.other"

    def ready(self):
        self.llm = object()
