from google import genai
from mima_governance import MimaGovernance

mima = MimaGovernance(api_key="k", system_name="desk")
client = genai.Client(api_key="x")


@mima.attest(tool_name="returned")
def returned(q):
    return client.models.generate_content_stream(model="gemini-2.0-flash", contents=q)


@mima.attest(tool_name="consumed")
def consumed(q):
    return "".join(part.text for part in client.models.generate_content_stream(model="gemini-2.0-flash", contents=q))


@mima.attest(tool_name="whole")
def whole(q):
    return client.models.generate_content(model="gemini-2.0-flash", contents=q).text


list(returned("x"))
consumed("x")
whole("x")
