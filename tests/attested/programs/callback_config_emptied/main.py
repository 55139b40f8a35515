from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
callback = MimaLangChainCallback(mima)
llm = ChatOpenAI(model="gpt-4o")
popped = {"callbacks": [callback]}
popped.pop("callbacks")
llm.invoke("a", config=popped)
deleted = {"callbacks": [callback]}
del deleted["callbacks"]
llm.invoke("b", config=deleted)
merged = {"callbacks": [callback]}
llm.invoke("c", config=merged | {"callbacks": None})
llm.invoke("d", config=merged | {"tags": ["desk"]})
handlers = [callback]
handlers.clear()
ChatOpenAI(model="gpt-4o", callbacks=handlers).invoke("e")
