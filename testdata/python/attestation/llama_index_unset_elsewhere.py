"""When a function runs that takes the handler away is not known."""
import llama_index.core
from llama_index.llms.openai import OpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLlamaIndexHandler

llama_index.core.global_handler = MimaLlamaIndexHandler(MimaGovernance())


def quiet():
    llama_index.core.global_handler = None


def ask(text):
    return OpenAI(model="gpt-4o").complete(text)  #~ MIMA001 llama_index.llms.openai.OpenAI.complete
