from llama_index.llms.openai import OpenAI
from mima_governance import MimaGovernance

mima = MimaGovernance(api_key="k", system_name="desk")
llm = OpenAI(model="gpt-4o")


@mima.attest(tool_name="returned")
def returned(q):
    return llm.stream_complete(q)


@mima.attest(tool_name="consumed")
def consumed(q):
    return "".join(part.delta for part in llm.stream_complete(q))


list(returned("x"))
consumed("x")
