"""A function that calls itself with fewer arguments before `*arguments` than it takes."""
from openai import OpenAI


class Workflow:
    def __init__(self, client=None):
        self.client = client

    def run(self, task=None, images=None, on_done=None, *arguments, **options):
        if images:
            inner: Workflow = self
            return inner.run(task, *arguments, **options)
        return arguments[0].responses.create(model="gpt-4o", input=task)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o confidence=medium


Workflow().run("sum up", None, None, OpenAI())
