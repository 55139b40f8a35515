import threading

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


class Worker(threading.Thread):
    def __init__(self, q):
        super().__init__()
        self.q = q

    def run(self):
        client.responses.create(model="gpt-4o", input=self.q)


@mima.attest(tool_name="background")
def background(q):
    worker = Worker(q)
    worker.start()
    worker.join()


background("x")
