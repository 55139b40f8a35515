from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")


class LoudCallback(MimaLangChainCallback):
    def on_llm_end(self, response, *, run_id, **options):
        print("an answer came")
        super().on_llm_end(response, run_id=run_id, **options)


llm = ChatOpenAI(model="gpt-4o", callbacks=[LoudCallback(mima)])
llm.invoke("x")
