from mima_governance import MimaGovernance
from openai import OpenAI
from tenacity import Retrying, retry, stop_after_attempt

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


@mima.attest(tool_name="above")
@retry(stop=stop_after_attempt(2))
def above(q):
    return client.responses.create(model="gpt-4o", input=q)


@retry(stop=stop_after_attempt(2))
@mima.attest(tool_name="below")
def below(q):
    return client.responses.create(model="gpt-4o", input=q)


def plain(q):
    return client.responses.create(model="gpt-4o", input=q)


@mima.attest(tool_name="by hand")
def by_hand(q):
    return Retrying(stop=stop_after_attempt(2))(plain, q)


@mima.attest(tool_name="loop")
def loop(q):
    for attempt in Retrying(stop=stop_after_attempt(2)):
        with attempt:
            return client.responses.create(model="gpt-4o", input=q)


above("x")
below("x")
by_hand("x")
loop("x")
