from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")


class QuietCallback(MimaLangChainCallback):
    def on_llm_end(self, response, **options):
        print("an answer came")


llm = ChatOpenAI(model="gpt-4o", callbacks=[QuietCallback(mima)])
llm.invoke("x")
