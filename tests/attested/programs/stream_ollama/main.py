import ollama
from mima_governance import MimaGovernance

mima = MimaGovernance(api_key="k", system_name="desk")


@mima.attest(tool_name="returned")
def returned(q):
    return ollama.chat(model="llama3", messages=[{"role": "user", "content": q}], stream=True)


@mima.attest(tool_name="consumed")
def consumed(q):
    return [part for part in ollama.chat(model="llama3", messages=[{"role": "user", "content": q}], stream=True)]


@mima.attest(tool_name="whole")
def whole(q):
    return ollama.chat(model="llama3", messages=[{"role": "user", "content": q}])


list(returned("x"))
consumed("x")
whole("x")
