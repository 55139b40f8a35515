from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
callback = MimaLangChainCallback(mima)
handlers = []
llm = ChatOpenAI(model="gpt-4o", callbacks=handlers)
llm.invoke("before")
config = {"callbacks": []}
config["callbacks"].append(callback)
llm.invoke("after", config=config)
