"""Classes that a framework puts together by the names that they give themselves, and methods whose names are computed."""

from odoo import fields, models
from openai import OpenAI


class Provider(models.Model):
    _name = "llm.provider"
    _inherit = ["mail.thread"]

    service = fields.Selection([])

    def _dispatch(self, method, *args, record=None, **kwargs):
        service_method = f"{self.service}_{method}"
        record = record if record else self
        return getattr(record, service_method)(*args, **kwargs)

    @property
    def client(self):
        return self._dispatch("get_client")

    def chat(self, messages):
        return self._dispatch("chat", messages)


class OpenAIProvider(models.Model):
    _inherit = "llm.provider"

    def openai_get_client(self):
        return OpenAI(api_key=self.api_key)

    def openai_chat(self, messages):
        return self.client.chat.completions.create(messages=messages)  #~ MIMA001 openai.OpenAI.chat.completions.create


class Desk(models.AbstractModel):
    _name = "desk"

    def _client(self):
        return OpenAI()


class DeskMore(models.AbstractModel):
    _inherit = "desk"

    def ask(self):
        return self._client().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class Mixed(models.Model):
    _name = "mixed"
    _inherit = ["desk", "mail.thread"]

    def ask(self):
        return self._client().embeddings.create(input="x")  #~ MIMA001 openai.OpenAI.embeddings.create


class Other(models.Model):
    _name = "other"

    def ask(self):
        return self._client().create(input="x")


class Plain:
    _name = "desk"

    def ask(self):
        return self._client().create(input="x")
