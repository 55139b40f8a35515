from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Assistant:
    def __init__(self, model="gpt-4o"):
        self.model = model
        self.client = OpenAI()
        self.gov = MimaGovernance(api_key="k", system_name="assistant")

    def ask(self, q):
        with self.gov.trace("ask") as span:
            span.set_input(q)
            answer = self._complete(q)
            span.set_output(answer)
        return answer

    def _complete(self, q):
        messages = [{"role": "user", "content": q}]
        reply = self.client.chat.completions.create(model=self.model, messages=messages)
        return reply.choices[0].message.content


Assistant().ask("x")
