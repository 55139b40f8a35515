import llama_index.core
from llama_index.llms.openai import OpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLlamaIndexHandler

mima = MimaGovernance(api_key="k", system_name="desk")
early = OpenAI(model="gpt-4o")
llama_index.core.global_handler = MimaLlamaIndexHandler(mima)
late = OpenAI(model="gpt-4o")
early.complete("x")
late.complete("y")
