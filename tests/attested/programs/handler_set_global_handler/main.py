import llama_index.core
import llama_index.core
from llama_index.core import set_global_handler
from llama_index.llms.openai import OpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLlamaIndexHandler

mima = MimaGovernance(api_key="k", system_name="desk")
llama_index.core.global_handler = MimaLlamaIndexHandler(mima)
set_global_handler("simple")
OpenAI(model="gpt-4o").complete("x")
