"""A callback hears by its methods; who replaces them keeps it from hearing."""
from types import MethodType

from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance()

muted = MimaLangChainCallback(mima)
muted.on_llm_end = lambda *args, **more: None
ChatOpenAI(callbacks=[muted]).invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

by_setattr = MimaLangChainCallback(mima)
setattr(by_setattr, "on_llm_end", MethodType(lambda self, *args, **more: None, by_setattr))
ChatOpenAI().invoke("x", config={"callbacks": [by_setattr]})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

without_client = MimaLangChainCallback(mima)
without_client._client = None
ChatOpenAI(callbacks=[without_client]).invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

strict = MimaLangChainCallback(mima)
strict.raise_error = True
strict.run_inline = True
strict.on_llm_new_token = print
ChatOpenAI(callbacks=[strict]).invoke("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback

muted_later = MimaLangChainCallback(mima)
hearing = ChatOpenAI(callbacks=[muted_later])
hearing.invoke("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
muted_later.on_llm_end = print
hearing.invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


class Quiet(MimaLangChainCallback):
    def on_llm_end(self, response, **more):
        pass


class Ignoring(MimaLangChainCallback):
    ignore_llm = True


class Empty(MimaLangChainCallback):
    def __init__(self, name):
        self.name = name


class Silent:
    def on_llm_end(self, response, **more):
        pass


class Mixed(Silent, MimaLangChainCallback):
    pass


class Sometimes(MimaLangChainCallback):
    def on_llm_end(self, response, **more):
        if response:
            super().on_llm_end(response, **more)


class Leaving(MimaLangChainCallback):
    def on_llm_end(self, response, **more):
        if self.name:
            return
        super().on_llm_end(response, **more)


class Named(MimaLangChainCallback):
    name = "attested"

    def on_llm_new_token(self, token, **more):
        print(token)


class Counting(MimaLangChainCallback):
    def __init__(self, client):
        self.count = 0
        super().__init__(client)

    def on_llm_end(self, response, **more):
        """Counts what was attested."""
        super().on_llm_end(response, **more)
        self.count += 1


class Patched(MimaLangChainCallback):
    pass


Patched.on_llm_end = lambda self, *args, **more: None


def ask(text):
    ChatOpenAI(callbacks=[Quiet(mima)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[Ignoring(mima)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[Empty("x")]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[Mixed(mima)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[Sometimes(mima)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[Leaving(mima)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[Patched(mima)]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    ChatOpenAI(callbacks=[Named(mima)]).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    ChatOpenAI(callbacks=[Counting(mima)]).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
