from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
callback = MimaLangChainCallback(mima)
quiet = MimaLangChainCallback(mima)
quiet.on_llm_end = lambda *args, **options: None
ChatOpenAI(model="gpt-4o", callbacks=[quiet]).invoke("a")
ChatOpenAI(model="gpt-4o", callbacks=[callback]).invoke("b")
