"""The manager of `Settings` is the one of what is built without its own."""
from llama_index.core import Settings
from llama_index.core.callbacks import CallbackManager, LlamaDebugHandler
from llama_index.llms.openai import OpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLlamaIndexHandler

Settings.callback_manager = CallbackManager([MimaLlamaIndexHandler(MimaGovernance())])
OpenAI(model="gpt-4o").complete("x")  #~ attested llama_index.llms.openai.OpenAI.complete by=mima_governance.integrations.MimaLlamaIndexHandler kind=global
OpenAI(model="gpt-4o", callback_manager=CallbackManager([LlamaDebugHandler()])).complete("x")  #~ MIMA001 llama_index.llms.openai.OpenAI.complete
Settings.callback_manager = CallbackManager([LlamaDebugHandler()])
OpenAI(model="gpt-4o").complete("x")  #~ MIMA001 llama_index.llms.openai.OpenAI.complete
