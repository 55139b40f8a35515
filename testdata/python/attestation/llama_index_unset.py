"""A global handler is asked for when something is built: later it may be another one."""
import llama_index.core
from llama_index.core.callbacks import CallbackManager, LlamaDebugHandler
from llama_index.llms.openai import OpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLlamaIndexHandler

early = CallbackManager([])
llama_index.core.global_handler = MimaLlamaIndexHandler(MimaGovernance())
before = OpenAI(model="gpt-4o")
OpenAI(callback_manager=CallbackManager([LlamaDebugHandler()])).complete("x")  #~ attested llama_index.llms.openai.OpenAI.complete by=mima_governance.integrations.MimaLlamaIndexHandler kind=global
OpenAI(callback_manager=early).complete("x")  #~ MIMA001 llama_index.llms.openai.OpenAI.complete
llama_index.core.global_handler = None
after = OpenAI(model="gpt-4o")
# It keeps the handler that it was built with.
before.complete("x")  #~ attested llama_index.llms.openai.OpenAI.complete by=mima_governance.integrations.MimaLlamaIndexHandler kind=global
after.complete("x")  #~ MIMA001 llama_index.llms.openai.OpenAI.complete


def ask(text):
    return OpenAI(model="gpt-4o").complete(text)  #~ MIMA001 llama_index.llms.openai.OpenAI.complete
