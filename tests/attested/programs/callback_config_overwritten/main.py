from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
callback = MimaLangChainCallback(mima)
llm = ChatOpenAI(model="gpt-4o")
wired = llm.with_config(callbacks=[callback])
wired.invoke("one")
wired.with_config({"callbacks": []}).invoke("two")
config = {"callbacks": [callback]}
config.update(callbacks=None)
llm.invoke("three", config=config)
llm.invoke("four", config=dict(config, callbacks=[callback]))
