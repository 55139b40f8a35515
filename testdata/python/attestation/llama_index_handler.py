"""A global handler is told of what is built after it was set."""
import llama_index.core
from llama_index.core.callbacks import CallbackManager
from llama_index.llms.openai import OpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLlamaIndexHandler

mima = MimaGovernance()
early = OpenAI(model="gpt-4o")
managed = OpenAI(model="gpt-4o", callback_manager=CallbackManager([MimaLlamaIndexHandler(mima)]))


def build_early():
    return OpenAI(model="gpt-4o")


built_early = build_early()
llama_index.core.global_handler = MimaLlamaIndexHandler(mima)
late = OpenAI(model="gpt-4o")


def ask(text):
    early.complete(text)  #~ MIMA001 llama_index.llms.openai.OpenAI.complete
    built_early.complete(text)  #~ MIMA001 llama_index.llms.openai.OpenAI.complete
    late.complete(text)  #~ attested llama_index.llms.openai.OpenAI.complete by=mima_governance.integrations.MimaLlamaIndexHandler kind=global
    managed.complete(text)  #~ attested llama_index.llms.openai.OpenAI.complete by=mima_governance.integrations.MimaLlamaIndexHandler kind=callback
    return OpenAI(model="gpt-4o").complete(text)  #~ attested llama_index.llms.openai.OpenAI.complete by=mima_governance.integrations.MimaLlamaIndexHandler kind=global
