from langchain_core.runnables import RunnableBranch
from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
callback = MimaLangChainCallback(mima)
watched = ChatOpenAI(model="gpt-4o", callbacks=[callback])
plain = ChatOpenAI(model="gpt-4o-mini")
RunnableBranch((lambda q: "long" in q, watched), plain).invoke("short")
RunnableBranch((lambda q: "long" in q, plain), watched).invoke("short")
RunnableBranch((lambda q: "long" in q, watched), watched).invoke("short")
