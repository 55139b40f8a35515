from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
llm = ChatOpenAI(model="gpt-4o")


@mima.attest(tool_name="relay")
def relay(q):
    yield from llm.stream(q)


def wrapped(q):
    with mima.trace("wrapped"):
        yield from llm.stream(q)


list(relay("x"))
list(wrapped("x"))
