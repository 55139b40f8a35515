import functools

from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
callback = MimaLangChainCallback(mima)
llm = ChatOpenAI(model="gpt-4o")
ask = functools.partial(llm.invoke, config={"callbacks": [callback]})
ask("x")
ask("y", config={})
