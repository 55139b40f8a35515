from langchain_core.runnables import RunnableLambda
from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
callback = MimaLangChainCallback(mima)


def refuse(q):
    raise ValueError(q)


watched = ChatOpenAI(model="gpt-4o", callbacks=[callback])
plain = ChatOpenAI(model="gpt-4o-mini")
(RunnableLambda(refuse) | watched).with_fallbacks([plain]).invoke("x")
(RunnableLambda(refuse) | plain).with_fallbacks([watched]).invoke("y")
plain.with_fallbacks([plain]).invoke("z", config={"callbacks": [callback]})
