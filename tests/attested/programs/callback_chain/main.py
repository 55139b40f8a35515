from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

mima = MimaGovernance(api_key="k", system_name="desk")
callback = MimaLangChainCallback(mima)
prompt = ChatPromptTemplate.from_template("tell me about {topic}")
chain = prompt | ChatOpenAI(model="gpt-4o", callbacks=[callback]) | StrOutputParser()
outer = prompt | ChatOpenAI(model="gpt-4o") | StrOutputParser()


def ask(topic):
    first = chain.invoke({"topic": topic})
    second = outer.invoke({"topic": topic}, config={"callbacks": [callback]})
    third = outer.with_config(callbacks=[callback]).invoke({"topic": topic})
    fourth = outer.invoke({"topic": topic})
    return first + second + third + fourth


ask("x")
