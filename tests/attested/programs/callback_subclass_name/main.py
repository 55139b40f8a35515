from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")


class DeskCallback(MimaLangChainCallback):
    name = "desk"

    def on_chain_start(self, serialized, inputs, **options):
        print("started")


llm = ChatOpenAI(model="gpt-4o", callbacks=[DeskCallback(mima)])
llm.invoke("x")
