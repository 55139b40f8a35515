from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
llm = ChatOpenAI(model="gpt-4o")
with mima.trace("outside"):
    chunks = llm.stream("a")
print(list(chunks))
with mima.trace("inside"):
    print(list(llm.stream("b")))
