"""A method that is assigned to the class of a callback mutes all of its instances."""
from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

MimaLangChainCallback.on_llm_end = lambda self, *args, **more: None
ChatOpenAI(callbacks=[MimaLangChainCallback(MimaGovernance())]).invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
