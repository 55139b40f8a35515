from openai import OpenAI

import gov

client = OpenAI()


def ask(q):
    with gov.mima.trace("ask"):
        return client.responses.create(model="gpt-4o", input=q)
