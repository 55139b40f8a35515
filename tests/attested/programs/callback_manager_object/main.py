from langchain_core.callbacks import CallbackManager
from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
callback = MimaLangChainCallback(mima)
llm = ChatOpenAI(model="gpt-4o")
llm.invoke("x", config={"callbacks": CallbackManager(handlers=[callback])})
empty = CallbackManager(handlers=[callback])
empty.set_handlers([])
llm.invoke("y", config={"callbacks": empty})
removed = CallbackManager(handlers=[callback])
removed.remove_handler(callback)
llm.invoke("z", config={"callbacks": removed})
