import llama_index.core
from llama_index.llms.openai import OpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLlamaIndexHandler

mima = MimaGovernance(api_key="k", system_name="desk")
llama_index.core.global_handler = MimaLlamaIndexHandler(mima)


def reset():
    llama_index.core.global_handler = None


def ask(q):
    return OpenAI(model="gpt-4o").complete(q)


reset()
ask("x")
