"""Which callbacks a LangChain object hears that was configured, derived and composed: as it was run."""
from langchain_core.callbacks import CallbackManager, StdOutCallbackHandler
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import ConfigurableField, RunnableBranch, RunnableLambda, RunnableParallel, RunnablePassthrough
from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

callback = MimaLangChainCallback(MimaGovernance())
prompt = ChatPromptTemplate.from_template("{x}")
plain = ChatOpenAI(model="gpt-4o")
wired = ChatOpenAI(model="gpt-4o", callbacks=[callback])
base = {"callbacks": [callback], "tags": ["x"]}


def layers(text):
    plain.with_config(callbacks=[callback]).with_config(callbacks=[]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    plain.with_config(callbacks=[callback]).with_config(callbacks=[StdOutCallbackHandler()]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    plain.with_config(callbacks=[callback]).with_config(tags=["x"]).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    plain.with_config(callbacks=[callback]).with_config({"run_name": "x"}).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    plain.with_config({"callbacks": [callback]}).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    plain.with_config(callbacks=[callback]).with_retry().with_config({"callbacks": []}).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    wired.with_config(callbacks=[]).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    wired.invoke(text, config={"callbacks": []})  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    plain.with_config(callbacks=[callback]).invoke(text, config={"callbacks": []})  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    plain.with_config(callbacks=[callback]).bind(stop=["x"]).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback


def at_the_call(text, more):
    plain.invoke(text, config={**base, "callbacks": []})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    plain.invoke(text, config=dict(base, callbacks=[]))  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    plain.invoke(text, config={**base, "tags": ["y"]})  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    plain.invoke(text, config={**more, "callbacks": [callback]})  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    plain.invoke(text, config={"callbacks": [callback], **more})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    plain.batch([text], config=base)  #~ attested langchain_openai.ChatOpenAI.batch by=mima_governance.integrations.MimaLangChainCallback
    plain.batch([text, text], config=[base, {}])  #~ MIMA001 langchain_openai.ChatOpenAI.batch


def lost(text, tools):
    wired.bind_tools(tools).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    # The tools are bound to the model, without what is configured around it.
    plain.with_config(callbacks=[callback]).bind_tools(tools).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    plain.bind_tools(tools).with_config(callbacks=[callback]).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    plain.with_config(callbacks=[callback]).generate([text])  #~ MIMA001 langchain_openai.ChatOpenAI.generate
    wired.generate([text])  #~ attested langchain_openai.ChatOpenAI.generate by=mima_governance.integrations.MimaLangChainCallback
    wired.configurable_fields(callbacks=ConfigurableField(id="x")).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    wired.configurable_fields(temperature=ConfigurableField(id="x")).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback


def alternatives(text):
    either = wired.configurable_alternatives(ConfigurableField(id="x"), small=plain)
    either.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    either.with_config(callbacks=[callback]).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    either.invoke(text, config=base)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    both = wired.configurable_alternatives(ConfigurableField(id="x"), small=ChatOpenAI(callbacks=[callback]))
    both.invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback


def fallbacks(text, others):
    wired.with_fallbacks([plain]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    wired.with_fallbacks(others).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    wired.with_fallbacks([ChatOpenAI(callbacks=[callback])]).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    (prompt | wired).with_fallbacks([prompt | plain]).invoke(text)  #~ MIMA001 langchain_core.runnables.RunnableSequence.invoke
    plain.with_fallbacks([plain]).with_config(callbacks=[callback]).invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    plain.with_config(callbacks=[callback]).with_fallbacks([plain]).invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    plain.with_fallbacks([plain]).invoke(text, config=base)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback


def composed(text):
    RunnableBranch((lambda q: "long" in q, wired), plain).invoke(text)  #~ MIMA001 langchain_core.runnables.RunnableBranch.invoke
    RunnableBranch((lambda q: "long" in q, wired), wired).invoke(text)  #~ attested langchain_core.runnables.RunnableBranch.invoke by=mima_governance.integrations.MimaLangChainCallback
    RunnableBranch((lambda q: "long" in q, plain), plain).invoke(text, config=base)  #~ attested langchain_core.runnables.RunnableBranch.invoke by=mima_governance.integrations.MimaLangChainCallback
    RunnableParallel(one=wired, other=plain).invoke(text)  #~ MIMA001 langchain_core.runnables.RunnableParallel.invoke
    RunnableParallel(one=wired, other=prompt | wired).invoke(text)  #~ attested langchain_core.runnables.RunnableParallel.invoke by=mima_governance.integrations.MimaLangChainCallback
    RunnableParallel(one=plain, other=plain).with_config(callbacks=[callback]).invoke(text)  #~ attested langchain_core.runnables.RunnableParallel.invoke by=mima_governance.integrations.MimaLangChainCallback
    ({"one": plain} | RunnableLambda(str) | wired).invoke(text)  #~ MIMA001 langchain_core.runnables.RunnableSequence.invoke
    (RunnableLambda(str) | wired).invoke(text)  #~ attested langchain_core.runnables.RunnableSequence.invoke by=mima_governance.integrations.MimaLangChainCallback
    wired.pipe(plain).invoke(text)  #~ MIMA001 langchain_core.runnables.RunnableSequence.invoke
    wired.pipe(wired).invoke(text)  #~ attested langchain_core.runnables.RunnableSequence.invoke by=mima_governance.integrations.MimaLangChainCallback
    RunnablePassthrough.assign(one=prompt | plain).with_config(callbacks=[callback]).invoke(text)  #~ attested langchain_core.runnables.RunnableAssign.invoke by=mima_governance.integrations.MimaLangChainCallback
    # What is configured around a part is for that part.
    (prompt.with_config(callbacks=[callback]) | plain).invoke(text)  #~ MIMA001 langchain_core.runnables.RunnableSequence.invoke
    (prompt | plain).with_config(callbacks=[callback]).invoke(text)  #~ attested langchain_core.runnables.RunnableSequence.invoke by=mima_governance.integrations.MimaLangChainCallback


def managers(text):
    plain.invoke(text, config={"callbacks": CallbackManager([callback])})  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    # A manager hands down what was given to it as inheritable, and this was not.
    (prompt | plain).invoke(text, config={"callbacks": CallbackManager([callback])})  #~ MIMA001 langchain_core.runnables.RunnableSequence.invoke
    (prompt | plain).invoke(text, config={"callbacks": [callback]})  #~ attested langchain_core.runnables.RunnableSequence.invoke by=mima_governance.integrations.MimaLangChainCallback
