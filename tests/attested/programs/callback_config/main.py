from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
callback = MimaLangChainCallback(mima)
llm = ChatOpenAI(model="gpt-4o")


def ask(q, config):
    return llm.invoke(q, config=config).content


ask("x", {"callbacks": [callback], "tags": ["desk"]})
