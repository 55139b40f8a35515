"""The agent: a model that calls tools until it is done."""
from openai import OpenAI

from desk.governance import mima


class Agent:
    def __init__(self, tools):
        self.client = OpenAI()
        self.tools = tools

    @mima.attest(tool_name="agent")
    def run(self, text):
        for _ in range(2):
            text = self._step(text)
        return text

    def _step(self, text):
        return self.client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": text}], tools=self.tools)

    def peek(self, text):
        return self.client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": text}])
