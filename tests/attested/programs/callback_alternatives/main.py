from langchain_core.runnables import ConfigurableField
from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
callback = MimaLangChainCallback(mima)
plain = ChatOpenAI(model="gpt-4o-mini")
llm = ChatOpenAI(model="gpt-4o", callbacks=[callback]).configurable_alternatives(
    ConfigurableField(id="llm"), small=plain
)
llm.invoke("default")
llm.with_config(configurable={"llm": "small"}).invoke("small")
