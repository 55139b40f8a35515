from langchain_core.runnables import RunnableLambda, RunnableParallel
from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
callback = MimaLangChainCallback(mima)
llm = ChatOpenAI(model="gpt-4o", callbacks=[callback])
plain = ChatOpenAI(model="gpt-4o")


def ask(q):
    return llm.invoke(q).content


@mima.attest(tool_name="tell")
def tell(q):
    return plain.invoke(q).content


RunnableLambda(ask).invoke("x")
RunnableLambda(tell).invoke("x")
RunnableParallel(one=llm, two=llm).invoke("x")
RunnableParallel(one=llm, two=plain).invoke("x")
