from langchain.agents import AgentExecutor, create_tool_calling_agent
from langchain.chains import ConversationalRetrievalChain, LLMChain, RetrievalQA, StuffDocumentsChain
from langchain.retrievers import MultiQueryRetriever
from langchain.chat_models import ChatOpenAI, init_chat_model
from langchain_core.language_models import BaseChatModel, BaseLLM
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnableParallel, RunnablePassthrough
from langchain import Anthropic
from langchain_core.embeddings import Embeddings
from langchain.agents import initialize_agent
from langchain.chains import create_retrieval_chain
from langchain.embeddings import HuggingFaceEmbeddings, init_embeddings
from langchain.llms import OpenAI
from langchain_community.agent_toolkits import create_sql_agent
from langchain_core.language_models import LanguageModelLike
from langchain_core.runnables import RunnableSequence

prompt = ChatPromptTemplate.from_messages([("human", "Translate {text}")])
model = init_chat_model("gpt-4o")


def translate(text: str) -> str:
    chain = prompt | model | StrOutputParser()
    return chain.invoke({"text": text})  #~ MIMA001 langchain_core.runnables.RunnableSequence.invoke


def only_text(text: str):
    shout = RunnableLambda(str.upper)
    return shout.invoke(text), prompt.invoke({"text": text}), StrOutputParser().invoke("x")


def both(text: str, llm: BaseChatModel):
    llm.get_num_tokens(text)
    fan = RunnableParallel(summary=prompt | llm, original=RunnablePassthrough())
    return fan.invoke({"text": text})  #~ MIMA001 langchain_core.runnables.RunnableParallel.invoke


async def structured(text: str, llm: BaseChatModel):
    return await llm.with_structured_output(dict).ainvoke(text)  #~ MIMA001 langchain_core.runnables.Runnable.ainvoke


def old(text: str):
    chat = ChatOpenAI(model_name="gpt-3.5-turbo")
    chain = LLMChain(llm=chat, prompt=prompt)
    return chain.run(text), chat.predict(text)  #~ MIMA001 langchain.chains.LLMChain.run ; MIMA001 langchain.chat_models.ChatOpenAI.predict model=gpt-3.5-turbo


def agent(tools: list, text: str):
    executor = AgentExecutor(agent=create_tool_calling_agent(model, tools, prompt), tools=tools)
    return executor.invoke({"input": text})  #~ MIMA001 langchain.agents.AgentExecutor.invoke


def complete(handle: BaseLLM):
    handle.describe()
    return handle.abatch()  #~ MIMA001 langchain_core.language_models.BaseLLM.abatch


def before_1_0_complete(handle: Anthropic):
    handle.describe()
    return handle.abatch()  #~ MIMA001 langchain.Anthropic.abatch


def vectors(handle: Embeddings):
    handle.describe()
    return handle.aembed_documents()  #~ MIMA001 langchain_core.embeddings.Embeddings.aembed_documents


def either(any_model: LanguageModelLike, text: str):
    any_model.get_graph()
    return any_model.invoke(text)  #~ MIMA001 langchain_core.language_models.LanguageModelLike.invoke


def texts(text: str):
    return OpenAI(model_name="gpt-3.5-turbo-instruct").invoke(text)  #~ MIMA001 langchain.llms.OpenAI.invoke model=gpt-3.5-turbo-instruct


def vectors_of(text: str):
    HuggingFaceEmbeddings(model_name="all-mpnet-base-v2").embed_query(text)  #~ MIMA001 langchain.embeddings.HuggingFaceEmbeddings.embed_query model=all-mpnet-base-v2
    return init_embeddings("openai:text-embedding-3-small").embed_query(text)  #~ MIMA001 langchain_core.embeddings.Embeddings.embed_query


def older_agents(tools: list, database, question: str):
    initialize_agent(tools, model).run(question)  #~ MIMA001 langchain.agents.AgentExecutor.run
    return create_sql_agent(model, db=database).invoke({"input": question})  #~ MIMA001 langchain.agents.AgentExecutor.invoke


def retrieval(retriever, documents, question: str):
    chain = create_retrieval_chain(retriever, documents)
    chain.get_graph()
    return chain.invoke({"input": question})  #~ MIMA001 langchain_core.runnables.Runnable.invoke


def held(text: str):
    RunnablePassthrough.assign(length=RunnableLambda(len)).invoke({"text": text})
    RunnablePassthrough.assign(answer=prompt | model).invoke({"text": text})  #~ MIMA001 langchain_core.runnables.RunnableAssign.invoke
    RunnableSequence.from_first_and_last(prompt, StrOutputParser()).invoke({"text": text})
    return RunnableSequence.from_first_and_last(prompt, model).invoke({"text": text})  #~ MIMA001 langchain_core.runnables.RunnableSequence.invoke


class OwnChain(LLMChain):
    def tell(self, text: str):
        return self.llm.invoke(text)  #~ MIMA001 langchain_core.language_models.BaseLanguageModel.invoke


class Stuffed(StuffDocumentsChain):
    def tell(self, text: str):
        return self.llm_chain.invoke({"text": text})  #~ MIMA001 langchain.chains.LLMChain.invoke


class Many(MultiQueryRetriever):
    def tell(self, text: str):
        return self.llm_chain.invoke({"question": text})  #~ MIMA001 langchain_core.runnables.RunnableSequence.invoke


class Conversation(ConversationalRetrievalChain):
    def tell(self, text: str):
        self.question_generator.invoke({"question": text})  #~ MIMA001 langchain.chains.LLMChain.invoke
        return self.combine_docs_chain.invoke({"question": text})  #~ MIMA001 langchain.chains.StuffDocumentsChain.invoke


class Questions(RetrievalQA):
    def tell(self, text: str):
        return self.combine_documents_chain.invoke({"question": text})  #~ MIMA001 langchain.chains.StuffDocumentsChain.invoke
