"""A handler that is taken out of its manager, or is told to ignore what it would attest."""
from llama_index.core import Settings
from llama_index.core.callbacks import CallbackManager, CBEventType, LlamaDebugHandler
from llama_index.llms.openai import OpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLlamaIndexHandler

mima = MimaGovernance()

handler = MimaLlamaIndexHandler(mima)
manager = CallbackManager([handler])
OpenAI(callback_manager=manager).complete("x")  #~ attested llama_index.llms.openai.OpenAI.complete by=mima_governance.integrations.MimaLlamaIndexHandler kind=callback
manager.remove_handler(handler)
OpenAI(callback_manager=manager).complete("x")  #~ MIMA001 llama_index.llms.openai.OpenAI.complete

cleared = CallbackManager([MimaLlamaIndexHandler(mima)])
cleared.handlers.clear()
OpenAI(callback_manager=cleared).complete("x")  #~ MIMA001 llama_index.llms.openai.OpenAI.complete

replaced = CallbackManager([MimaLlamaIndexHandler(mima)])
replaced.set_handlers([])
OpenAI(callback_manager=replaced).complete("x")  #~ MIMA001 llama_index.llms.openai.OpenAI.complete

assigned = CallbackManager([MimaLlamaIndexHandler(mima)])
assigned.handlers = []
OpenAI(callback_manager=assigned).complete("x")  #~ MIMA001 llama_index.llms.openai.OpenAI.complete

ignoring = MimaLlamaIndexHandler(mima)
ignoring.event_ends_to_ignore = (CBEventType.LLM,)
OpenAI(callback_manager=CallbackManager([ignoring])).complete("x")  #~ MIMA001 llama_index.llms.openai.OpenAI.complete

starting = MimaLlamaIndexHandler(mima)
starting.event_starts_to_ignore = (CBEventType.LLM,)
OpenAI(callback_manager=CallbackManager([starting])).complete("x")  #~ attested llama_index.llms.openai.OpenAI.complete by=mima_governance.integrations.MimaLlamaIndexHandler kind=callback

added = CallbackManager([])
added.add_handler(MimaLlamaIndexHandler(mima))
OpenAI(callback_manager=added).complete("x")  #~ attested llama_index.llms.openai.OpenAI.complete by=mima_governance.integrations.MimaLlamaIndexHandler kind=callback

debugged = CallbackManager([MimaLlamaIndexHandler(mima)])
debugged.add_handler(LlamaDebugHandler())
model = OpenAI(callback_manager=debugged)
model.complete("x")  #~ attested llama_index.llms.openai.OpenAI.complete by=mima_governance.integrations.MimaLlamaIndexHandler kind=callback
model.callback_manager = CallbackManager([])
model.complete("x")  #~ MIMA001 llama_index.llms.openai.OpenAI.complete

through_model = OpenAI(callback_manager=CallbackManager([MimaLlamaIndexHandler(mima)]))
through_model.callback_manager.handlers.clear()
through_model.complete("x")  #~ MIMA001 llama_index.llms.openai.OpenAI.complete


class Quiet(MimaLlamaIndexHandler):
    def on_event_end(self, event_type, payload=None, event_id="", **more):
        pass


OpenAI(callback_manager=CallbackManager([Quiet(mima)])).complete("x")  #~ MIMA001 llama_index.llms.openai.OpenAI.complete
