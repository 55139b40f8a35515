from llama_index.core.callbacks import CallbackManager, CBEventType
from llama_index.llms.openai import OpenAI
from mima_governance import MimaGovernance
from mima_governance.integrations import MimaLlamaIndexHandler

mima = MimaGovernance(api_key="k", system_name="desk")
handler = MimaLlamaIndexHandler(mima)
handler.event_ends_to_ignore = [CBEventType.LLM]
OpenAI(model="gpt-4o", callback_manager=CallbackManager([handler])).complete("x")
