from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
callback = MimaLangChainCallback(mima)
cleared = ChatOpenAI(model="gpt-4o", callbacks=[callback])
cleared.callbacks.clear()
cleared.invoke("a")
popped = ChatOpenAI(model="gpt-4o", callbacks=[callback])
popped.callbacks.pop()
popped.invoke("b")
unset = ChatOpenAI(model="gpt-4o", callbacks=[callback])
setattr(unset, "callbacks", [])
unset.invoke("c")
kept = ChatOpenAI(model="gpt-4o", callbacks=[callback])
kept.tags = ["desk"]
kept.invoke("d")
