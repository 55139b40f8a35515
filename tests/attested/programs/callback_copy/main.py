from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
callback = MimaLangChainCallback(mima)
llm = ChatOpenAI(model="gpt-4o", callbacks=[callback])
llm.bind(stop=["."]).invoke("bound")
llm.model_copy(update={"callbacks": None}).invoke("copied")
llm.with_retry(stop_after_attempt=2).invoke("retried")
