import llama_index.core
import llama_index.core
from llama_index.llms.openai import OpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLlamaIndexHandler

mima = MimaGovernance(api_key="k", system_name="desk")
llama_index.core.global_handler = MimaLlamaIndexHandler(mima)


def quiet(fn):
    def inner(*args):
        before, llama_index.core.global_handler = llama_index.core.global_handler, None
        try:
            return fn(*args)
        finally:
            llama_index.core.global_handler = before

    return inner


@quiet
def ask(q):
    return OpenAI(model="gpt-4o").complete(q)


ask("x")
