from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def ask(q):
    with mima.trace("ask"):
        for attempt in range(3):
            try:
                return client.responses.create(model="gpt-4o", input=q)
            except ConnectionError as error:
                print(attempt, error)
        raise RuntimeError("no answer")


ask("x")
