from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


@mima.attest(tool_name="talk")
def talk(q):
    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": q}], stream=True)


for event in talk("x"):
    print(event)
