from llama_index.core.callbacks import CallbackManager
from llama_index.llms.openai import OpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLlamaIndexHandler

mima = MimaGovernance(api_key="k", system_name="desk")
manager = CallbackManager([MimaLlamaIndexHandler(mima)])
OpenAI(model="gpt-4o", callback_manager=manager).complete("x")
