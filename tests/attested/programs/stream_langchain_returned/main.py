from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
llm = ChatOpenAI(model="gpt-4o")


@mima.attest(tool_name="talk")
def talk(q):
    return llm.stream(q)


@mima.attest(tool_name="tell")
def tell(q):
    return "".join(chunk.content for chunk in llm.stream(q))


@mima.attest(tool_name="say")
def say(q):
    text = ""
    for chunk in llm.stream(q):
        text += chunk.content
    return text


list(talk("x"))
tell("x")
say("x")
