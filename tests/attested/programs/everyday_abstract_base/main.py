import abc
from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Tool(abc.ABC):
    def __call__(self, q):
        with mima.trace(type(self).__name__):
            return self.run(q)

    @abc.abstractmethod
    def run(self, q): ...


class Ask(Tool):
    def run(self, q):
        return client.responses.create(model="gpt-4o", input=q)


class Rank(Tool):
    def run(self, q):
        return client.embeddings.create(model="text-embedding-3-small", input=q)


for tool in (Ask(), Rank()):
    tool("x")
