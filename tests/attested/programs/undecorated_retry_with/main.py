from mima_governance import MimaGovernance
from openai import OpenAI
from tenacity import retry, stop_after_attempt

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


@mima.attest(tool_name="ask")
@retry(stop=stop_after_attempt(2))
def ask(q):
    return client.responses.create(model="gpt-4o", input=q)


@retry(stop=stop_after_attempt(2))
@mima.attest(tool_name="rank")
def rank(q):
    return client.responses.create(model="gpt-4o", input=q)


ask("x")
ask.retry_with(stop=stop_after_attempt(1))("y")
rank("x")
rank.retry_with(stop=stop_after_attempt(1))("y")
