"""A callback counts where nothing in the project may take it out of what holds it before the call."""
from unittest import mock

from langchain_core.callbacks import CallbackManager, StdOutCallbackHandler
from langchain_openai import ChatOpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLangChainCallback

callback = MimaLangChainCallback(MimaGovernance())

emptied = [callback]
emptied.clear()
ChatOpenAI().invoke("x", config={"callbacks": emptied})  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

removed = [callback, StdOutCallbackHandler()]
removed.remove(callback)
ChatOpenAI(callbacks=removed).invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

other = StdOutCallbackHandler()
kept = [callback, other]
kept.remove(other)
kept.append(StdOutCallbackHandler())
ChatOpenAI(callbacks=kept).invoke("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback

sliced = [callback]
sliced[:] = []
ChatOpenAI(callbacks=sliced).invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

deleted = [callback]
del deleted[0]
ChatOpenAI(callbacks=deleted).invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

appended = []
appended.append(callback)
ChatOpenAI(callbacks=appended).invoke("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback

sometimes = []
if callback:
    sometimes.append(callback)
ChatOpenAI(callbacks=sometimes).invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

popped = {"callbacks": [callback], "tags": ["x"]}
ChatOpenAI().invoke("x", config=popped)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
popped.pop("callbacks")
ChatOpenAI().invoke("x", config=popped)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

untagged = {"callbacks": [callback], "tags": ["x"]}
untagged.pop("tags")
untagged.update({"run_name": "x"})
untagged["metadata"] = {"user": "x"}
del untagged["run_name"]
ChatOpenAI().invoke("x", config=untagged)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback

updated = {"callbacks": [callback]}
updated.update({"callbacks": []})
ChatOpenAI().invoke("x", config=updated)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

updated_by_name = {"callbacks": [callback]}
updated_by_name.update(callbacks=None)
ChatOpenAI().invoke("x", config=updated_by_name)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

stored = {"callbacks": [callback]}
stored["callbacks"] = []
ChatOpenAI().invoke("x", config=stored)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

inner = {"callbacks": [callback]}
inner["callbacks"].clear()
ChatOpenAI().invoke("x", config=inner)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

filled = {"tags": ["x"]}
filled["callbacks"] = [callback]
ChatOpenAI().invoke("x", config=filled)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback

filled_late = {"tags": ["x"]}
ChatOpenAI().invoke("x", config=filled_late)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
filled_late["callbacks"] = [callback]

filled_sometimes = {"tags": ["x"]}
if callback:
    filled_sometimes["callbacks"] = [callback]
ChatOpenAI().invoke("x", config=filled_sometimes)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

model = ChatOpenAI(callbacks=[callback])
model.invoke("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
model.callbacks.clear()
model.invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

by_setattr = ChatOpenAI(callbacks=[callback])
setattr(by_setattr, "temperature", 0)
by_setattr.invoke("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
setattr(by_setattr, "callbacks", [])
by_setattr.invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

by_mapping = ChatOpenAI(callbacks=[callback])
by_mapping.__dict__["callbacks"] = []
by_mapping.invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

by_vars = ChatOpenAI(callbacks=[callback])
vars(by_vars).update(callbacks=[])
by_vars.invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

configured = ChatOpenAI().with_config(callbacks=[callback])
configured.config["tags"] = ["x"]
configured.invoke("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
configured.config["callbacks"] = []
configured.invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

derived = ChatOpenAI(callbacks=[callback])
retrying = derived.with_retry()
derived.callbacks = []
retrying.invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

manager = CallbackManager([callback])
manager.remove_handler(callback)
ChatOpenAI(callbacks=manager).invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

managed = CallbackManager([callback])
managed.add_handler(StdOutCallbackHandler())
managed.add_tags(["x"])
ChatOpenAI(callbacks=managed).invoke("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback

given = CallbackManager([])
given.add_handler(callback)
ChatOpenAI(callbacks=given).invoke("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback

shared = {"callbacks": [callback]}


def ask(text):
    # The second call of this function finds nothing there.
    ChatOpenAI().invoke(text, config=shared)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
    shared.clear()


def ask_with_its_own(text):
    own = {"callbacks": [callback]}
    answer = ChatOpenAI().invoke(text, config=own)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
    own.clear()
    return answer


def ask_again(texts):
    own = {"callbacks": [callback]}
    for text in texts:
        ChatOpenAI().invoke(text, config=own)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
        own.pop("callbacks", None)


handed = {"callbacks": [callback]}


def strip(config):
    config.pop("callbacks", None)
    return config


strip(handed)
ChatOpenAI().invoke("x", config=handed)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

read = {"callbacks": [callback]}


def look(config):
    print(config.get("callbacks"), len(config))


look(read)
ChatOpenAI().invoke("x", config=read)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback


class Assistant:
    def __init__(self):
        self.callbacks = [callback]
        self.model = ChatOpenAI(callbacks=self.callbacks)
        self.other = ChatOpenAI(callbacks=[callback])

    def quiet(self):
        self.callbacks.clear()

    def ask(self, text):
        self.other.invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback
        return self.model.invoke(text)  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


patched = ChatOpenAI(callbacks=[callback])


def test_patched():
    with mock.patch.object(patched, "callbacks", []):
        patched.invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


def ask_patched(text):
    return patched.invoke(text)  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback


by_type = ChatOpenAI(callbacks=[callback])
object.__setattr__(by_type, "callbacks", [])
by_type.invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

read_before = ChatOpenAI(callbacks=[callback])
its_callbacks = read_before.callbacks
its_callbacks.clear()
read_before.invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke

ChatOpenAI(callbacks=[callback][1:]).invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke
unless_off = [callback] if mock else None
ChatOpenAI(callbacks=unless_off).invoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.invoke


def in_a_loop(texts):
    for text in texts:
        config = {"tags": [text]}
        config["callbacks"] = [callback]
        ChatOpenAI().invoke(text, config=config)  #~! MIMA001 langchain_openai.ChatOpenAI.invoke -- a store under a condition is not known to run before what stands below it
