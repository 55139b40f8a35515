from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
callback = MimaLangChainCallback(mima)


class Chat:
    def __init__(self, handlers):
        self.handlers = handlers
        self.llm = ChatOpenAI(model="gpt-4o")

    def ask(self, q):
        return self.llm.invoke(q, config={"callbacks": self.handlers})


chat = Chat([callback])
chat.ask("x")
chat.handlers = []
chat.ask("y")
