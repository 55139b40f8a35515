import contextlib

from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


def ask(q, verbose=False):
    with contextlib.ExitStack() as stack:
        span = stack.enter_context(mima.trace("ask"))
        span.set_input(q)
        answer = client.responses.create(model="gpt-4o", input=q).output_text
        span.set_output(answer)
        return answer


ask("x")
