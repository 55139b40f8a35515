from mima_governance import MimaGovernance
from openai import OpenAI

client = OpenAI()
mima = MimaGovernance(api_key="k", system_name="desk")


@mima.attest(tool_name="talk")
def talk(q):
    text = ""
    for event in client.responses.create(model="gpt-4o", input=q, stream=True):
        text += getattr(event, "delta", "")
    return text


@mima.attest(tool_name="tell")
def tell(q):
    with client.responses.stream(model="gpt-4o", input=q) as stream:
        return stream.get_final_response()


talk("x")
tell("x")
