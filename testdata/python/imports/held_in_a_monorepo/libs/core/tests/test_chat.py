from langchain_openai.chat_models.base import ChatOpenAI


def test_it():
    ChatOpenAI(model="m").invoke("x")  #~ MIMA001 langchain_openai.chat_models.base.ChatOpenAI.invoke model=m
