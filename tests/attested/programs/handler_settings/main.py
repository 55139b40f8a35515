from llama_index.core import Settings
from llama_index.core.callbacks import CallbackManager
from llama_index.llms.openai import OpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLlamaIndexHandler

mima = MimaGovernance(api_key="k", system_name="desk")
Settings.callback_manager = CallbackManager([MimaLlamaIndexHandler(mima)])
Settings.llm = OpenAI(model="gpt-4o")
Settings.llm.complete("x")
